package org.uketsuke.kiosk.reader;

import java.util.Arrays;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/**
 * A card's answer to one command. Has no {@code toString} of its content: the data may be an id.
 *
 * @param data without the status word
 * @param statusWord the two bytes at the end, {@code 0x9000} when all is well
 */
record Answer(byte[] data, int statusWord) {
    /** Takes a raw answer apart. */
    static Answer of(byte[] raw) throws ReaderTrouble {
        if (raw.length < 2) {
            throw new ReaderTrouble(Kind.CARD, "The card answered " + raw.length + " byte(s), at least 2 are due");
        }
        int statusWord = (raw[raw.length - 2] & 0xFF) << 8 | (raw[raw.length - 1] & 0xFF);
        return new Answer(Arrays.copyOf(raw, raw.length - 2), statusWord);
    }

    /** The status word as bytes, for masks. */
    byte[] statusBytes() {
        return new byte[] {(byte) (statusWord >> 8), (byte) statusWord};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer answer && statusWord == answer.statusWord && Arrays.equals(data, answer.data);
    }

    @Override
    public int hashCode() {
        return statusWord;
    }

    @Override
    public String toString() {
        return "Answer[%d bytes, %04X]".formatted(data.length, statusWord);
    }
}
