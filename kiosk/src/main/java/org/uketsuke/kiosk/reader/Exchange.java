package org.uketsuke.kiosk.reader;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/**
 * Command and whole answer: fetches what a card holds back (61xx) and repeats with the length it wants (6Cxx), ISO/IEC
 * 7816-4 §5.1.3, with an end to both, for a broken card would go on for ever (hardware.md A4-15).
 */
final class Exchange {
    private static final int ROUNDS_MAX = 16;
    private static final int ANSWER_BYTES_MAX = 4_096;
    private static final int MORE_DATA = 0x61;
    private static final int WRONG_LE = 0x6C;

    private final Wire wire;
    private final boolean t0;

    /**
     * Makes an exchange over a card connection.
     *
     * @param t0 whether Le must not travel together with data (ISO/IEC 7816-3 §12.2.1)
     */
    Exchange(Wire wire, boolean t0) {
        this.wire = wire;
        this.t0 = t0;
    }

    /** The whole world of cards, one method wide. */
    @FunctionalInterface
    interface Wire {
        /** Sends a command, returns the raw answer. */
        byte[] transmit(byte[] command) throws ReaderTrouble;
    }

    /**
     * Sends a command and gathers its whole answer.
     *
     * @param command with an Le, see {@link org.uketsuke.kiosk.profile.CardProfile.Step}
     * @throws ReaderTrouble if the card does not answer, or never comes to an end
     */
    Answer send(byte[] command) throws ReaderTrouble {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] next = t0 && hasDataAndLe(command) ? Arrays.copyOf(command, command.length - 1) : command;
        for (int round = 0; round < ROUNDS_MAX && data.size() <= ANSWER_BYTES_MAX; round++) {
            Answer answer = Answer.of(wire.transmit(next.clone()));
            data.writeBytes(answer.data());
            int length = answer.statusWord() & 0xFF;
            switch (answer.statusWord() >> 8) {
                case MORE_DATA -> next = getResponse(command[0], length);
                case WRONG_LE -> next = withLe(next, length);
                default -> {
                    return new Answer(data.toByteArray(), answer.statusWord());
                }
            }
        }
        throw new ReaderTrouble(Kind.CARD, "The card's answer has no end");
    }

    /** GET RESPONSE in the class of the command; a reader's own class FF cannot hold anything back. */
    private static byte[] getResponse(byte commandClass, int length) {
        return new byte[] {commandClass, (byte) 0xC0, 0, 0, (byte) length};
    }

    private static byte[] withLe(byte[] command, int length) {
        boolean hasLe = command.length == 5 || hasDataAndLe(command);
        byte[] repeated = hasLe ? command.clone() : Arrays.copyOf(command, command.length + 1);
        repeated[repeated.length - 1] = (byte) length;
        return repeated;
    }

    private static boolean hasDataAndLe(byte[] command) {
        return command.length > 5 && command.length == 5 + (command[4] & 0xFF) + 1;
    }
}
