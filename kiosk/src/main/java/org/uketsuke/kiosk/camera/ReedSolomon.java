package org.uketsuke.kiosk.camera;

/**
 * Reed–Solomon correction over GF(2⁸) as QR codes use it (ISO/IEC 18004 §7.5.2: polynomial 0x11D, first root α⁰), for wrong
 * codewords at unknown places and for doubtful ones at known places: the latter cost half as much (Blahut 1983, §9.2).
 */
final class ReedSolomon {
    private static final int POLYNOMIAL = 0x11D;
    private static final int ORDER = 255;

    private final int[] power = new int[2 * ORDER];
    private final int[] log = new int[ORDER + 1];

    ReedSolomon() {
        int value = 1;
        for (int i = 0; i < ORDER; i++) {
            power[i] = value;
            power[i + ORDER] = value;
            log[value] = i;
            value <<= 1;
            if (value > ORDER) {
                value ^= POLYNOMIAL;
            }
        }
    }

    /**
     * Corrects a block in place.
     *
     * @param block data codewords, then those for correction; 0 to 255 each
     * @param corrections how many of them are for correction
     * @param doubtful places whose values are not to be trusted
     * @param count how many of {@code doubtful} to use, at most {@code cost}
     * @param cost how much may be spent, at most {@code corrections}: 2 for a wrong codeword, 1 for a doubtful one
     * @return whether the block now is a valid one; if not, it is as it was
     */
    boolean correct(int[] block, int corrections, int[] doubtful, int count, int cost) {
        int[] syndromes = new int[corrections];
        if (!disturbed(block, syndromes)) {
            return true;
        }
        int[] locator = locator(syndromes, block.length, doubtful, count);
        int degree = degree(locator);
        int[] places = new int[degree];
        int found = 0;
        for (int place = 0; place < block.length && degree > 0; place++) {
            if (at(locator, ORDER - (block.length - 1 - place)) == 0) {
                if (found == degree) {
                    return false;
                }
                places[found++] = place;
            }
        }
        if (found != degree || degree == 0 || 2 * degree - count > cost) {
            return false;
        }
        int[] corrected = block.clone();
        repair(corrected, syndromes, locator, places);
        if (disturbed(corrected, syndromes)) {
            return false;
        }
        System.arraycopy(corrected, 0, block, 0, block.length);
        return true;
    }

    /** Computes the syndromes: all zero for a valid block. */
    private boolean disturbed(int[] block, int[] syndromes) {
        boolean any = false;
        for (int i = 0; i < syndromes.length; i++) {
            int sum = 0;
            for (int codeword : block) {
                sum = times(sum, power[i]) ^ codeword;
            }
            syndromes[i] = sum;
            any |= sum != 0;
        }
        return any;
    }

    /** The polynomial whose roots tell the places: known ones first, then by Berlekamp and Massey those that explain the rest. */
    private int[] locator(int[] syndromes, int length, int[] doubtful, int count) {
        int[] locator = new int[syndromes.length + 2];
        locator[0] = 1;
        for (int i = 0; i < count; i++) {
            int root = power[length - 1 - doubtful[i]];
            for (int k = i + 1; k > 0; k--) {
                locator[k] ^= times(locator[k - 1], root);
            }
        }
        int[] before = locator.clone();
        int errors = count;
        for (int round = count; round < syndromes.length; round++) {
            int discrepancy = 0;
            for (int k = 0; k <= round; k++) {
                discrepancy ^= times(locator[k], syndromes[round - k]);
            }
            System.arraycopy(before, 0, before, 1, before.length - 1);
            before[0] = 0;
            if (discrepancy != 0) {
                int[] next = locator.clone();
                for (int k = 0; k < next.length; k++) {
                    next[k] ^= times(before[k], discrepancy);
                }
                if (2 * errors <= round + count) {
                    errors = round + 1 + count - errors;
                    int inverse = power[ORDER - log[discrepancy]];
                    for (int k = 0; k < before.length; k++) {
                        before[k] = times(locator[k], inverse);
                    }
                }
                locator = next;
            }
        }
        return locator;
    }

    /** Adds what is missing at each place (Forney). */
    private void repair(int[] block, int[] syndromes, int[] locator, int[] places) {
        int[] evaluator = new int[syndromes.length];
        for (int i = 0; i < evaluator.length; i++) {
            for (int k = 0; k <= i; k++) {
                evaluator[i] ^= times(locator[k], syndromes[i - k]);
            }
        }
        int[] derivative = new int[locator.length];
        for (int k = 1; k < locator.length; k += 2) {
            derivative[k - 1] = locator[k];
        }
        for (int place : places) {
            int exponent = block.length - 1 - place;
            int slope = at(derivative, ORDER - exponent);
            if (slope != 0) {
                int value = times(at(evaluator, ORDER - exponent), power[ORDER - log[slope]]);
                block[place] ^= times(value, power[exponent]);
            }
        }
    }

    private int at(int[] polynomial, int exponent) {
        int x = power[exponent % ORDER];
        int sum = 0;
        for (int k = polynomial.length - 1; k >= 0; k--) {
            sum = times(sum, x) ^ polynomial[k];
        }
        return sum;
    }

    private static int degree(int[] polynomial) {
        int degree = polynomial.length - 1;
        while (degree > 0 && polynomial[degree] == 0) {
            degree--;
        }
        return degree;
    }

    private int times(int a, int b) {
        return a == 0 || b == 0 ? 0 : power[log[a] + log[b]];
    }
}
