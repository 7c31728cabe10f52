package org.uketsuke.kiosk.reader;

import java.util.List;

/** The smart card service of this machine, as far as this kiosk needs it. */
interface SmartCards {
    /**
     * Opens a context of its own: contexts block each other's threads, so every thread has one (hardware.md A4-6).
     *
     * @throws ReaderTrouble {@code NOT_INSTALLED} or {@code NO_SERVICE}
     */
    Context open() throws ReaderTrouble;

    /** One context; used by one thread. Closing never fails. */
    interface Context extends AutoCloseable {
        /** Names of all readers and slots that are plugged in. */
        List<String> readerNames() throws ReaderTrouble;

        /**
         * Waits until a card is there, or until none is.
         *
         * @param present what to wait for
         * @return whether it is so; false after {@code millis}
         */
        boolean awaitCard(String reader, boolean present, int millis) throws ReaderTrouble;

        /**
         * Connects to the card in a reader, sharing it with other programs.
         *
         * @param protocol {@code T=0}, {@code T=1} or {@code *}
         */
        CardLink openCard(String reader, String protocol) throws ReaderTrouble;

        /** Connects to a reader itself, with or without a card in it. */
        CardLink openReader(String reader) throws ReaderTrouble;

        @Override
        void close();
    }
}
