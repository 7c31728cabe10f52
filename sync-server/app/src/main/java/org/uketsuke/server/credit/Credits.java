package org.uketsuke.server.credit;

import java.math.BigDecimal;

/**
 * An amount of credits (単位), in whole hundredths: some societies give half credits (domain 3.3-10), and sums must tie.
 *
 * @param hundredths the amount times 100; negative in reversals
 */
public record Credits(long hundredths) implements Comparable<Credits> {
    /** No credits. */
    public static final Credits ZERO = new Credits(0);

    /** A whole number of credits. */
    public static Credits whole(long credits) {
        return new Credits(Math.multiplyExact(credits, 100L));
    }

    /**
     * Reads a decimal such as {@code 15} or {@code 0.5}.
     *
     * @throws IllegalArgumentException if it is not a decimal number or finer than hundredths
     */
    public static Credits of(String decimal) {
        if (!decimal.matches("-?[0-9]{1,9}(\\.[0-9]+)?")) {
            throw new IllegalArgumentException("credits are a number such as 15 or 0.5");
        }
        BigDecimal hundredths = new BigDecimal(decimal).movePointRight(2).stripTrailingZeros();
        if (hundredths.scale() > 0) {
            throw new IllegalArgumentException("credits go down to hundredths, such as 0.25");
        }
        return new Credits(hundredths.longValueExact());
    }

    /** The sum. */
    public Credits plus(Credits other) {
        return new Credits(Math.addExact(hundredths, other.hundredths));
    }

    /** The opposite, for a reversal. */
    public Credits negated() {
        return new Credits(Math.negateExact(hundredths));
    }

    /** As people write it: {@code 15}, {@code 0.5}, {@code -3.25}. */
    public String text() {
        BigDecimal decimal = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
        return (decimal.scale() < 0 ? decimal.setScale(0) : decimal).toPlainString();
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(hundredths, other.hundredths);
    }

    @Override
    public String toString() {
        return text();
    }
}
