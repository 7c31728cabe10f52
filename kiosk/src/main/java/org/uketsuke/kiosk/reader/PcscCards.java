package org.uketsuke.kiosk.reader;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/**
 * The real PC/SC. The provider of the JDK has one context per JVM, blocks across readers and never recovers from a restart
 * of the service (hardware.md A4-3, A4-6); jnasmartcardio opens a context with every {@code terminals()}.
 */
final class PcscCards implements SmartCards {
    @Override
    public Context open() throws ReaderTrouble {
        try {
            return new PcscContext(TerminalFactory.getInstance("PC/SC", null, new Smartcardio())
                    .terminals());
        } catch (NoSuchAlgorithmException e) {
            throw new ReaderTrouble(Kind.NOT_INSTALLED, "PC/SC is not installed", e);
        } catch (RuntimeException e) {
            throw PcscTrouble.of(Kind.NO_SERVICE, e);
        }
    }

    /** A PC/SC call. */
    private interface Call<T> {
        T run() throws CardException;
    }

    /** Runs a call; the provider throws unchecked exceptions too when a card is pulled (hardware.md A4-8). */
    private static <T> T call(Kind otherwise, Call<T> call) throws ReaderTrouble {
        try {
            return call.run();
        } catch (CardException | RuntimeException e) {
            throw PcscTrouble.of(otherwise, e);
        }
    }

    private record PcscContext(CardTerminals terminals) implements Context {
        @Override
        public List<String> readerNames() throws ReaderTrouble {
            return call(
                    Kind.NO_SERVICE,
                    () -> terminals.list().stream().map(CardTerminal::getName).toList());
        }

        @Override
        public boolean awaitCard(String reader, boolean present, int millis) throws ReaderTrouble {
            CardTerminal terminal = terminal(reader);
            return call(
                    Kind.READER_GONE,
                    () -> present ? terminal.waitForCardPresent(millis) : terminal.waitForCardAbsent(millis));
        }

        @Override
        public CardLink openCard(String reader, String protocol) throws ReaderTrouble {
            CardTerminal terminal = terminal(reader);
            return new PcscLink(call(Kind.CARD, () -> terminal.connect(protocol)));
        }

        @Override
        public CardLink openReader(String reader) throws ReaderTrouble {
            CardTerminal terminal = terminal(reader);
            return new PcscLink(call(Kind.READER_GONE, () -> terminal.connect("DIRECT")));
        }

        /** {@code getTerminal} of the provider lists all readers too; listing tells a reader that is gone from one in trouble. */
        private CardTerminal terminal(String reader) throws ReaderTrouble {
            return call(Kind.NO_SERVICE, terminals::list).stream()
                    .filter(terminal -> terminal.getName().equals(reader))
                    .findFirst()
                    .orElseThrow(() -> new ReaderTrouble(Kind.READER_GONE, "The reader is not plugged in"));
        }

        @Override
        public void close() {
            if (terminals instanceof Smartcardio.JnaCardTerminals context) {
                PcscTrouble.ignore(context::close);
            }
        }
    }

    private record PcscLink(Card card) implements CardLink {
        @Override
        public byte[] answerToReset() throws ReaderTrouble {
            return call(Kind.CARD, () -> card.getATR().getBytes());
        }

        @Override
        public boolean isT0() throws ReaderTrouble {
            return call(Kind.CARD, () -> card.getProtocol().equals("T=0"));
        }

        @Override
        public byte[] transmit(byte[] command) throws ReaderTrouble {
            return call(
                    Kind.CARD,
                    () -> card.getBasicChannel()
                            .transmit(new CommandAPDU(command))
                            .getBytes());
        }

        @Override
        public byte[] control(int code, byte[] command) throws ReaderTrouble {
            return call(Kind.CARD, () -> card.transmitControlCommand(code, command));
        }

        @Override
        public void close() {
            PcscTrouble.ignore(() -> card.disconnect(false));
        }
    }
}
