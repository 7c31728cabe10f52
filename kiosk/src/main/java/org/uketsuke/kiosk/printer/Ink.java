package org.uketsuke.kiosk.printer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import org.uketsuke.kiosk.camera.QrMatrix;
import org.uketsuke.kiosk.printer.Slip.Code;
import org.uketsuke.kiosk.printer.Slip.Gap;
import org.uketsuke.kiosk.printer.Slip.Line;
import org.uketsuke.kiosk.printer.Slip.Part;
import org.uketsuke.kiosk.printer.Slip.Row;
import org.uketsuke.kiosk.printer.Slip.Rule;
import org.uketsuke.kiosk.printer.Slip.Size;

/** Draws slips in black on white: no grey, for a thermal printer has none. */
final class Ink {
    private static final int RULE_DOTS = 2;
    private static final int AROUND_RULE_DOTS = 10;
    private static final float LINE_SPACING = 1.25f;
    private static final int MODULE_DOTS_MAX = 8;
    private static final int COLUMN_GAP_DOTS = 16;
    private static final FontRenderContext SHARP = new FontRenderContext(
            null, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF, RenderingHints.VALUE_FRACTIONALMETRICS_OFF);

    private final int widthDots;
    private final SlipFont font;

    /** Draws on paper that is so many dots wide. */
    Ink(int widthDots, SlipFont font) {
        this.widthDots = widthDots;
        this.font = font;
    }

    /** One thing with its place on the paper known. */
    private interface Drawn {
        int height();

        void draw(Graphics2D graphics, int top);
    }

    /** The slip's picture; black is what the printer burns. */
    BufferedImage draw(Slip slip) {
        List<Drawn> drawn = new ArrayList<>();
        for (Part part : slip.parts()) {
            drawn.addAll(measured(part));
        }
        int height = Math.max(1, drawn.stream().mapToInt(Drawn::height).sum());
        BufferedImage picture = new BufferedImage(widthDots, height, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, widthDots, height);
            graphics.setColor(Color.BLACK);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
            int top = 0;
            for (Drawn one : drawn) {
                one.draw(graphics, top);
                top += one.height();
            }
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private List<? extends Drawn> measured(Part part) {
        if (part instanceof Line line) {
            return lines(line.text(), line.size(), widthDots).stream()
                    .map(layout -> new Text(layout, line.size(), line.centred() ? centred(layout) : 0))
                    .toList();
        } else if (part instanceof Row row) {
            return row(row);
        } else if (part instanceof Code code) {
            return List.of(new Modules(QrMatrix.of(code.text()), widthDots));
        } else if (part instanceof Rule) {
            return List.of(new Across(widthDots));
        } else if (part instanceof Gap) {
            return List.of(new White(lineHeight(Size.NORMAL)));
        }
        throw new IllegalStateException("Nobody draws a " + part.getClass().getSimpleName());
    }

    private float centred(TextLayout layout) {
        return Math.max(0, (widthDots - layout.getAdvance()) / 2);
    }

    /** The value stands beside the first line of its label. */
    private List<Drawn> row(Row row) {
        TextLayout value = new TextLayout(spaceIfEmpty(row.value()), font.of(Size.NORMAL), SHARP);
        int room = Math.max(widthDots / 4, widthDots - COLUMN_GAP_DOTS - (int) Math.ceil(value.getAdvance()));
        List<Drawn> drawn = new ArrayList<>();
        for (TextLayout label : lines(row.label(), Size.NORMAL, room)) {
            drawn.add(new Text(label, Size.NORMAL, 0));
        }
        drawn.set(0, new Both(drawn.get(0), new Text(value, Size.NORMAL, widthDots - value.getAdvance())));
        return drawn;
    }

    /** Broken where a line may end in its script; a newline always breaks. */
    private List<TextLayout> lines(String text, Size size, int width) {
        List<TextLayout> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            AttributedString attributed = new AttributedString(spaceIfEmpty(paragraph));
            attributed.addAttribute(TextAttribute.FONT, font.of(size));
            LineBreakMeasurer measurer = new LineBreakMeasurer(attributed.getIterator(), SHARP);
            while (measurer.getPosition() < attributed.getIterator().getEndIndex()) {
                lines.add(measurer.nextLayout(width));
            }
        }
        return lines;
    }

    private static String spaceIfEmpty(String text) {
        return text.isEmpty() ? " " : text;
    }

    private static int lineHeight(Size size) {
        return Math.round(size.dots * LINE_SPACING);
    }

    private record Text(TextLayout layout, Size size, float left) implements Drawn {
        @Override
        public int height() {
            return lineHeight(size);
        }

        @Override
        public void draw(Graphics2D graphics, int top) {
            layout.draw(graphics, Math.round(left), top + size.dots);
        }
    }

    private record Both(Drawn one, Drawn other) implements Drawn {
        @Override
        public int height() {
            return Math.max(one.height(), other.height());
        }

        @Override
        public void draw(Graphics2D graphics, int top) {
            one.draw(graphics, top);
            other.draw(graphics, top);
        }
    }

    private record White(int height) implements Drawn {
        @Override
        public void draw(Graphics2D graphics, int top) {
            // white it is
        }
    }

    private record Across(int width) implements Drawn {
        @Override
        public int height() {
            return RULE_DOTS + 2 * AROUND_RULE_DOTS;
        }

        @Override
        public void draw(Graphics2D graphics, int top) {
            graphics.fillRect(0, top + AROUND_RULE_DOTS, width, RULE_DOTS);
        }
    }

    /** Modules of whole dots, as large as two thirds of the paper allow. */
    private record Modules(QrMatrix code, int width) implements Drawn {
        private int dots() {
            int modules = code.size() + 2 * QrMatrix.QUIET_ZONE;
            return Math.max(
                    1, Math.min(MODULE_DOTS_MAX, Math.max(width * 2 / 3 / modules, Math.min(3, width / modules))));
        }

        @Override
        public int height() {
            return (code.size() + 2 * QrMatrix.QUIET_ZONE) * dots();
        }

        @Override
        public void draw(Graphics2D graphics, int top) {
            int dots = dots();
            int left = (width - code.size() * dots) / 2;
            int first = top + QrMatrix.QUIET_ZONE * dots;
            for (int row = 0; row < code.size(); row++) {
                for (int column = 0; column < code.size(); column++) {
                    if (code.dark(column, row)) {
                        graphics.fillRect(left + column * dots, first + row * dots, dots, dots);
                    }
                }
            }
        }
    }
}
