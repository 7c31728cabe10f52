package org.uketsuke.kiosk.reader;

/** A connection to a card, or to a reader itself. Used by one thread; closing never fails. */
interface CardLink extends AutoCloseable {
    /** The card's answer to reset; empty without a card. */
    byte[] answerToReset() throws ReaderTrouble;

    /** Whether the transport protocol is T=0, which cannot carry data in both directions in one command. */
    boolean isT0() throws ReaderTrouble;

    /**
     * Sends one command and returns the raw answer, status word included.
     *
     * @throws ReaderTrouble if no answer came
     */
    byte[] transmit(byte[] command) throws ReaderTrouble;

    /**
     * Sends a command to the reader itself.
     *
     * @throws ReaderTrouble if the reader or its driver does not take it
     */
    byte[] control(int code, byte[] command) throws ReaderTrouble;

    @Override
    void close();
}
