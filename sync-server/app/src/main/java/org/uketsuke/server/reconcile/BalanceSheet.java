package org.uketsuke.server.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * Whether all that a meeting's kiosks sent is accounted for: {@code received = awarded + duplicate + recorded only +
 * touched + exceptions + void + non-scan}, per journal and in sum.
 *
 * @param lines one per journal, and one per kiosk that never sent anything
 */
public record BalanceSheet(List<Line> lines) {

    /** How a journal's report stands. */
    public enum Report {
        /** The last thing the kiosk said was the booth's seal. */
        SEALED,
        /** Not sealed: more may be on the kiosk (未着). */
        UNSEALED,
        /** An enrolled kiosk of which nothing has arrived (未着). */
        SILENT,
        /** The kiosk went on in another journal, to which it carried over what was not safe. */
        CONTINUED,
        /** Another history of a journal, or what an untrusted device sent; it needs no seal. */
        QUARANTINE
    }

    /**
     * One journal.
     *
     * @param kiosk kiosk id
     * @param booth booth name
     * @param journal journal id, empty for a silent kiosk
     * @param report how it stands
     * @param counts its entries
     * @param lastSeenAt when the kiosk last sent to it
     */
    public record Line(String kiosk, String booth, String journal, Report report, Counts counts, Instant lastSeenAt) {}

    /**
     * Entries by what they came to.
     *
     * @param received entries stored
     * @param awarded gave credits
     * @param duplicate of members who had the credits already
     * @param recordedOnly without credits and without doubt
     * @param touched touches at the doors of rooms
     * @param exceptions wait for a person, or waited
     * @param voided cancelled by staff
     * @param nonScan about the kiosk, not about a person
     */
    public record Counts(
            long received,
            long awarded,
            long duplicate,
            long recordedOnly,
            long touched,
            long exceptions,
            long voided,
            long nonScan) {
        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        /** Entries that nothing accounts for; anything but 0 is a fault to be found before the meeting settles. */
        public long difference() {
            return received - awarded - duplicate - recordedOnly - touched - exceptions - voided - nonScan;
        }

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(
                    received + other.received,
                    awarded + other.awarded,
                    duplicate + other.duplicate,
                    recordedOnly + other.recordedOnly,
                    touched + other.touched,
                    exceptions + other.exceptions,
                    voided + other.voided,
                    nonScan + other.nonScan);
        }
    }

    /** All journals together. */
    public Counts sum() {
        return lines.stream().map(Line::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** Whether every line ties. Two errors that cancel each other out do not. */
    public boolean ties() {
        return lines.stream().allMatch(line -> line.counts().difference() == 0);
    }

    /** Lines of which more may come (未着). */
    public List<Line> outstanding() {
        return lines.stream()
                .filter(line -> line.report() == Report.UNSEALED || line.report() == Report.SILENT)
                .toList();
    }
}
