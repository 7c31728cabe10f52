package org.uketsuke.server.adjudicate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link of a temporary card: from a moment on, within one meeting, a token stands for a member.
 *
 * @param member member id
 * @param seen whether staff looked at any proof of who the person is (else E12)
 * @param since when staff made the link
 */
public record TemporaryCard(String member, boolean seen, Moment since) {
    /** Between process runs, times that lie no further apart do not tell which came first: clocks are measured, not the same. */
    public static final Duration UNSURE = Duration.ofSeconds(30);

    /**
     * When an entry was written.
     *
     * @param at corrected time
     * @param run process run of the kiosk
     * @param upMillis monotonic clock of that run, which orders what it wrote
     */
    public record Moment(Instant at, String run, long upMillis) {
        private boolean surelyBefore(Moment other) {
            return run.equals(other.run) ? upMillis < other.upMillis : !other.at.isBefore(at.plus(UNSURE));
        }

        private boolean after(Moment other) {
            return run.equals(other.run) ? upMillis > other.upMillis : at.isAfter(other.at);
        }
    }

    /**
     * Whose the token is at a tap: the member's of the latest link before it. In doubt if clocks cannot tell which of several
     * members' links that is; empty before the first link.
     *
     * @param links all links of the token in the meeting that staff have not cancelled, in any order
     */
    public static Optional<Facts.Lent> inForce(List<TemporaryCard> links, Moment tap) {
        List<TemporaryCard> possible = links.stream()
                .filter(link -> !tap.surelyBefore(link.since))
                .filter(link -> links.stream()
                        .noneMatch(later -> link.since.surelyBefore(later.since) && later.since.surelyBefore(tap)))
                .toList();
        if (possible.stream().allMatch(link -> link.since.after(tap))) {
            return Optional.empty();
        }
        List<String> members =
                possible.stream().map(TemporaryCard::member).distinct().toList();
        return Optional.of(
                members.size() > 1
                        ? new Facts.Lent(Optional.empty(), false)
                        : new Facts.Lent(
                                Optional.of(members.get(0)), possible.stream().anyMatch(TemporaryCard::seen)));
    }
}
