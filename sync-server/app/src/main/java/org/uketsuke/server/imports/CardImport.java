package org.uketsuke.server.imports;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.card.Card;
import org.uketsuke.server.card.CardStore;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.keys.RandomId;
import org.uketsuke.server.member.Member;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.society.SocietyPolicy;

/**
 * {@code cards.csv}. Tokens appear in no message.
 *
 * @param society society code
 * @param policy tells the media of its cards and its zone
 * @param clock from when a change of status holds
 * @param random makes the ids of new cards
 */
record CardImport(String society, SocietyPolicy policy, Clock clock, SecureRandom random)
        implements RowImport<CardImport.Issued> {
    private static final int TOKEN_MAX = 200;
    private static final RawToken NO_TOKEN = new RawToken(Medium.UNRECOGNISED, "");

    /**
     * A row.
     *
     * @param memberNo whose
     * @param token canonical
     * @param validity its days
     * @param status whether it may be used
     */
    record Issued(String memberNo, RawToken token, Validity validity, CardStatus status) {}

    @Override
    public List<String> columns() {
        return List.of("member_no", "medium", "token", "valid_from", "valid_to", "status");
    }

    @Override
    public Issued read(CsvRow row) {
        String media =
                policy.cardMedia().stream().map(Medium::wireName).sorted().collect(Collectors.joining(", "));
        Medium medium = row.choice(
                "medium",
                Medium.UNRECOGNISED,
                media + " (card_media of the policy)",
                word -> Medium.byWireName(word).filter(policy.cardMedia()::contains));
        return new Issued(
                MemberImport.memberNo(row),
                row.required(
                        "token",
                        TOKEN_MAX,
                        NO_TOKEN,
                        text -> medium == Medium.UNRECOGNISED ? NO_TOKEN : RawToken.of(medium, text)),
                row.validity("valid_from", "valid_to"),
                row.choice("status", CardStatus.ACTIVE, "active, lost, revoked, superseded", CardImport::status));
    }

    private static Optional<CardStatus> status(String word) {
        return switch (word) {
            case "active" -> Optional.of(CardStatus.ACTIVE);
            case "lost" -> Optional.of(CardStatus.LOST);
            case "revoked" -> Optional.of(CardStatus.REVOKED);
            case "superseded" -> Optional.of(CardStatus.SUPERSEDED);
            default -> Optional.empty();
        };
    }

    @Override
    public String key(Issued row) {
        return row.token().medium().wireName() + ":" + row.token().text();
    }

    @Override
    public String keyColumn() {
        return "token";
    }

    @Override
    public ImportReport apply(Handle handle, List<Numbered<Issued>> rows, boolean dryRun) {
        Map<String, Member> members = new MemberStore(handle)
                .byNumbers(
                        society,
                        rows.stream()
                                .map(row -> row.value().memberNo())
                                .distinct()
                                .toList());
        CardStore store = new CardStore(handle);
        Map<RawToken, Card> known = store.byTokens(
                society, rows.stream().map(row -> row.value().token()).toList());
        List<RowProblem> problems = new ArrayList<>();
        List<Card> changed = new ArrayList<>();
        int added = 0;
        for (Numbered<Issued> row : rows) {
            Optional<Member> member =
                    Optional.ofNullable(members.get(row.value().memberNo()));
            Optional<Card> before = Optional.ofNullable(known.get(row.value().token()));
            Optional<RowProblem> problem = problem(row, member, before);
            if (problem.isPresent()) {
                problems.add(problem.get());
                continue;
            }
            Card after = after(row.value(), member.orElseThrow(), before);
            if (before.isEmpty() || !before.get().equals(after)) {
                changed.add(after);
                added += before.isEmpty() ? 1 : 0;
            }
        }
        if (!dryRun) {
            store.put(society, changed);
        }
        int unchanged = rows.size() - changed.size() - problems.size();
        return new ImportReport(added, changed.size() - added, unchanged, problems);
    }

    private Optional<RowProblem> problem(Numbered<Issued> row, Optional<Member> member, Optional<Card> before) {
        if (member.isEmpty()) {
            return Optional.of(new RowProblem(
                    row.line(), "member_no", "is not a member of %s; import members first".formatted(society)));
        }
        if (before.isPresent() && !before.get().member().equals(member.get().id())) {
            return Optional.of(
                    new RowProblem(row.line(), "token", "is the card of another member; a card is never passed on"));
        }
        if (before.isPresent() && !before.get().mayBecome(row.value().status())) {
            return Optional.of(new RowProblem(
                    row.line(), "status", "a lost or superseded card does not become active again; issue a new one"));
        }
        return Optional.empty();
    }

    private Card after(Issued row, Member member, Optional<Card> before) {
        return before.map(card -> card.reported(row.validity(), row.status(), clock.instant()))
                .orElseGet(() -> Card.issued(
                        RandomId.next(random), member.id(), row.token(), row.validity(), row.status(), policy.zone()));
    }
}
