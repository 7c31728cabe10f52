package org.uketsuke.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.duty.DayCounts;
import org.uketsuke.kiosk.duty.ReadinessFacts.PrinterFacts;
import org.uketsuke.kiosk.duty.SessionCount;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.printer.PrinterState;
import org.uketsuke.kiosk.printer.Slip;
import org.uketsuke.kiosk.printer.Slip.Size;
import org.uketsuke.protocol.Messages.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Closing sheets on the printer of slips, in Japanese, with the words of the page that closes the booth. */
final class SlipDutyPrinter implements DutyPrinter {
    private static final String TEXTS = "/screen/duty-texts.json";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int HEAD_DIGITS = 16;

    private final Printer printer;

    SlipDutyPrinter(Printer printer) {
        this.printer = printer;
    }

    @Override
    public boolean isThere() {
        return printer.state() != PrinterState.OFF;
    }

    @Override
    public Optional<PrinterFacts> facts() {
        PrinterState state = printer.state();
        return state == PrinterState.OFF
                ? Optional.empty()
                : Optional.of(new PrinterFacts(state == PrinterState.READY, state.wireName()));
    }

    @Override
    public boolean print(ClosingSheet sheet) {
        return isThere() && printer.print(slip(sheet));
    }

    /** The same numbers as on the page, in one column. */
    static Slip slip(ClosingSheet sheet) {
        JsonNode words = words();
        Slip.Builder slip = Slip.with()
                .centred(Size.LARGE, say(words, "sheetTitle"))
                .centred(Size.NORMAL, sheet.meeting().ja())
                .rule()
                .row(say(words, "rowBooth"), sheet.booth())
                .row(say(words, "rowKiosk"), "…" + sheet.kiosk())
                .row(
                        say(words, "rowClosed"),
                        MINUTE.withZone(ZoneId.of(sheet.zone())).format(sheet.at()))
                .row("", sheet.by())
                .row(say(words, "rowEntries"), sheet.first() + " – " + sheet.seal())
                .rule();
        sheet.counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> slip.row(say(words, "count_" + count.getKey()), String.valueOf(count.getValue())));
        ZoneId zone = ZoneId.of(sheet.zone());
        sheet.sessions()
                .forEach(session -> slip.row(title(session, words, zone), "")
                        .row(say(words, "sessionIn"), String.valueOf(session.in()))
                        .row(say(words, "sessionOut"), String.valueOf(session.out())));
        return slip.row(say(words, "countTaps"), String.valueOf(taps(sheet.counts())))
                .rule()
                .row(say(words, "rowPaper"), String.valueOf(sheet.paperLines()))
                .row(say(words, "rowUnsent"), String.valueOf(sheet.unsent()))
                .row(say(words, "rowHead"), "")
                .centred(Size.NORMAL, sheet.head().substring(0, HEAD_DIGITS).replaceAll("(.{4})(?=.)", "$1 "))
                .code(sheet.sealText())
                .slip();
    }

    private static String title(SessionCount session, JsonNode words, ZoneId zone) {
        String begins = session.start()
                .map(start -> CLOCK.withZone(zone).format(start) + " ")
                .orElse("");
        return begins + session.title().map(Text::ja).orElseGet(() -> say(words, "sessionUnnamed"));
    }

    private static long taps(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().equals(DayCounts.MANUAL)
                        && !count.getKey().equals(DayCounts.VOID))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String say(JsonNode words, String key) {
        return words.path(key).path("ja").asString(key);
    }

    private static JsonNode words() {
        try (InputStream in = SlipDutyPrinter.class.getResourceAsStream(TEXTS)) {
            if (in == null) {
                throw new IllegalStateException("The file " + TEXTS + " is missing from this build");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + TEXTS + " of this build", e);
        }
    }
}
