package org.uketsuke.kiosk.printer;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to stand on one piece of paper, from top to bottom. It may hold names: it is kept in memory until it is printed or
 * given up, and is never logged.
 *
 * @param parts at least one
 */
public record Slip(List<Part> parts) {
    /** Copies the list. */
    public Slip {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A slip without anything on it");
        }
    }

    /** One thing on a slip. */
    public sealed interface Part permits Line, Row, Code, Rule, Gap {}

    /**
     * Text; what does not fit the width goes on in the next line.
     *
     * @param text in any script that an installed font has
     */
    public record Line(String text, Size size, boolean centred) implements Part {}

    /** A label at the left and its value at the right edge, in {@link Size#NORMAL}; a long label is broken, a value is not. */
    public record Row(String label, String value) implements Part {}

    /**
     * A QR code, centred.
     *
     * @param text what it says, at most 1,000 characters
     */
    public record Code(String text) implements Part {
        /** Longest text: its modules are still some dots wide on narrow paper. */
        public static final int LENGTH_MAX = 1_000;

        /** Refuses what would not be readable. */
        public Code {
            if (text.isEmpty() || text.length() > LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "A QR code on a slip holds 1 to " + LENGTH_MAX + " characters, not " + text.length());
            }
        }
    }

    /** A line across the paper. */
    public record Rule() implements Part {}

    /** White, as high as one line of {@link Size#NORMAL}. */
    public record Gap() implements Part {}

    /** How large text is; on paper of 203 dots per inch. */
    public enum Size {
        /** 2.5 mm: notes. */
        SMALL(20),
        /** 3.5 mm: what is read. */
        NORMAL(28),
        /** 5.5 mm: headings. */
        LARGE(44),
        /** 10 mm: what is read at an arm's length. */
        HUGE(80);

        final int dots;

        Size(int dots) {
            this.dots = dots;
        }
    }

    /** Begins a slip. */
    public static Builder with() {
        return new Builder();
    }

    /** A slip that grows from top to bottom. */
    public static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        private Builder() {}

        /** A line in the middle. */
        public Builder centred(Size size, String text) {
            parts.add(new Line(text, size, true));
            return this;
        }

        /** A line that begins at the left. */
        public Builder line(Size size, String text) {
            parts.add(new Line(text, size, false));
            return this;
        }

        /** A label and its value. */
        public Builder row(String label, String value) {
            parts.add(new Row(label, value));
            return this;
        }

        /** A QR code. */
        public Builder code(String text) {
            parts.add(new Code(text));
            return this;
        }

        /** A line across. */
        public Builder rule() {
            parts.add(new Rule());
            return this;
        }

        /** Some white. */
        public Builder gap() {
            parts.add(new Gap());
            return this;
        }

        /** The slip. */
        public Slip slip() {
            return new Slip(parts);
        }
    }
}
