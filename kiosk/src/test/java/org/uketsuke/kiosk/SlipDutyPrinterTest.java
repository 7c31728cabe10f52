package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.printer.PrinterState;
import org.uketsuke.kiosk.printer.Printers;
import org.uketsuke.kiosk.printer.Slip;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;

/** The closing sheet on paper. */
final class SlipDutyPrinterTest {
    private static final ClosingSheet SHEET = new ClosingSheet(
            new Text("第70回見本学会総会", "70th Sample Meeting"),
            "1階ロビー",
            "9f3c",
            "ab".repeat(16),
            12,
            1_234,
            "0123456789abcdef".repeat(4),
            Map.of("ACCEPTED", 1_000L, "ALREADY", 200L, "MANUAL", 7L, "VOID", 1L),
            List.of(),
            3,
            "係員A",
            Instant.parse("2026-11-22T08:30:00Z"),
            "Asia/Tokyo",
            0);

    private final List<Slip> printed = new ArrayList<>();

    @Test
    void theSheetHasTheNumbersThatTheOfficeMatchesAndTheSeal() {
        Slip slip = SlipDutyPrinter.slip(SHEET);

        assertThat(slip.parts())
                .contains(
                        new Slip.Row("受付", "1000"),
                        new Slip.Row("受付済み（重複）", "200"),
                        new Slip.Row("かざされた回数の合計", "1200"),
                        new Slip.Code(SHEET.sealText()))
                .anySatisfy(part -> assertThat(part).isEqualTo(new Slip.Row(label(part), "2026-11-22 17:30")))
                .anySatisfy(part -> assertThat(part).isEqualTo(new Slip.Row(label(part), "12 – 1234")));
        assertThat(slip.parts().toString()).contains("0123 4567 89ab cdef", "第70回見本学会総会", "1階ロビー", "係員A");
    }

    private static String label(Slip.Part part) {
        return part instanceof Slip.Row row ? row.label() : "";
    }

    @Test
    void everyCountAndRowHasWords() {
        Map<String, Long> all = new TreeMap<>(Map.of("MANUAL", 1L, "VOID", 1L));
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome.name(), 1L);
        }
        ClosingSheet full = new ClosingSheet(
                SHEET.meeting(),
                SHEET.booth(),
                SHEET.kiosk(),
                SHEET.journal(),
                SHEET.first(),
                SHEET.seal(),
                SHEET.head(),
                all,
                SHEET.sessions(),
                SHEET.paperLines(),
                SHEET.by(),
                SHEET.at(),
                SHEET.zone(),
                SHEET.unsent());

        assertThat(SlipDutyPrinter.slip(full).parts().toString()).doesNotContain("count_", "label=row", "sheetTitle");
    }

    @Test
    void thePrintersStateIsTheDutys() {
        assertThat(new SlipDutyPrinter(Printers.off()).isThere()).isFalse();
        assertThat(new SlipDutyPrinter(Printers.off()).facts()).isEmpty();
        assertThat(new SlipDutyPrinter(Printers.off()).print(SHEET)).isFalse();

        SlipDutyPrinter empty = new SlipDutyPrinter(printer(PrinterState.NO_PAPER));

        assertThat(empty.isThere()).isTrue();
        assertThat(empty.facts().orElseThrow().works()).isFalse();
        assertThat(empty.facts().orElseThrow().why()).isEqualTo("no-paper");
        assertThat(empty.print(SHEET)).isTrue();
        assertThat(printed).hasSize(1);
    }

    private Printer printer(PrinterState state) {
        return new Printer() {
            @Override
            public boolean print(Slip slip) {
                return printed.add(slip);
            }

            @Override
            public PrinterState state() {
                return state;
            }

            @Override
            public void close() {
                // nothing to end
            }
        };
    }
}
