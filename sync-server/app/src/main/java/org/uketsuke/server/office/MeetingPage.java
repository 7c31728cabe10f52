package org.uketsuke.server.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.reconcile.BalanceSheet;
import org.uketsuke.server.reconcile.BalanceSheet.Counts;

/**
 * One meeting: whether all that its kiosks sent is accounted for.
 *
 * @param meeting which
 * @param className names of its class
 * @param credits what participation gives a specialist; empty if no rule is in force
 * @param sheet the balance sheet
 * @param totals what the meeting came to
 * @param sessions its sessions, and how many were there
 * @param openCases exceptions that wait for a person
 * @param openOnHeld those of them that are about a held entry
 */
public record MeetingPage(
        MeetingSummary meeting,
        Text className,
        Optional<Credits> credits,
        BalanceSheet sheet,
        Totals totals,
        List<SessionCounts> sessions,
        long openCases,
        long openOnHeld) {
    private static final int BAR_WIDTH = 1000;

    /**
     * What the meeting came to.
     *
     * @param attendees members who were there
     * @param awarded members with credits for having been there
     * @param credits sum of those credits
     * @param sessionCredits sum of what its sessions gave
     */
    public record Totals(long attendees, long awarded, Credits credits, Credits sessionCredits) {}

    /**
     * A part of the bar.
     *
     * @param style class of the style sheet
     * @param words what it counts
     * @param count how many
     * @param from left edge, in thousandths of the bar
     * @param width in thousandths of the bar
     */
    public record Part(String style, Text words, long count, long from, long width) {}

    /** The sums of the balance sheet as parts of a bar. */
    public List<Part> bar() {
        Counts sum = sheet.sum();
        List<Part> parts = new ArrayList<>();
        add(parts, "awarded", Words.decision("AWARDED"), sum.awarded(), sum.received());
        add(parts, "duplicate", Words.decision("DUPLICATE"), sum.duplicate(), sum.received());
        add(parts, "recorded", Words.decision("RECORDED_ONLY"), sum.recordedOnly(), sum.received());
        add(parts, "touched", Words.decision("TOUCHED"), sum.touched(), sum.received());
        add(parts, "exception", Words.decision("EXCEPTION"), sum.exceptions(), sum.received());
        add(parts, "void", Words.VOID, sum.voided(), sum.received());
        add(parts, "nonscan", Words.decision("NON_SCAN"), sum.nonScan(), sum.received());
        return parts;
    }

    private static void add(List<Part> parts, String style, Text words, long count, long all) {
        long from = parts.isEmpty()
                ? 0
                : parts.get(parts.size() - 1).from()
                        + parts.get(parts.size() - 1).width();
        parts.add(new Part(style, words, count, from, all == 0 ? 0 : Math.round((double) BAR_WIDTH * count / all)));
    }

    /** Entries that nothing accounts for; what is missing in one journal does not make up for what another has too many. */
    public long difference() {
        return sheet.lines().stream()
                .mapToLong(line -> Math.abs(line.counts().difference()))
                .sum();
    }

    /** Kiosks from which more may come (未着). */
    public long kiosksOutstanding() {
        return sheet.outstanding().stream()
                .map(BalanceSheet.Line::kiosk)
                .distinct()
                .count();
    }

    /** Whether nothing is left to wait for or to look at. */
    public boolean complete() {
        return sheet.ties() && kiosksOutstanding() == 0 && openCases == 0;
    }

    /** What is left while the sheet ties. */
    public Text outstanding() {
        List<String> ja = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (kiosksOutstanding() > 0) {
            ja.add("未着の可能性がある端末 " + kiosksOutstanding() + "台");
            en.add(kiosksOutstanding() + (kiosksOutstanding() == 1 ? " kiosk" : " kiosks") + " may hold more");
        }
        if (openCases > 0) {
            ja.add("未処理の例外 " + openCases + "件");
            en.add(openCases + (openCases == 1 ? " open exception" : " open exceptions"));
        }
        return new Text(String.join("、", ja), String.join(", ", en));
    }

    /** Words for how a journal's report stands. */
    public Text report(BalanceSheet.Line line) {
        return Words.report(line.report().name());
    }

    /** Whether more may come from a kiosk (未着). */
    public boolean waits(BalanceSheet.Line line) {
        return sheet.outstanding().contains(line);
    }
}
