package org.uketsuke.kiosk.reader;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.rig.VirtualCard;

/** A smart card service played in memory, for troubles that a real one cannot be brought to. Safe for any thread. */
final class PlayedCards implements SmartCards {
    private final Map<String, Optional<VirtualCard>> readers = new ConcurrentHashMap<>();
    private final List<Kind> connectTroubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger contexts = new AtomicInteger();
    private volatile Optional<Kind> serviceTrouble = Optional.empty();
    final List<String> controls = new CopyOnWriteArrayList<>();

    void plugIn(String reader) {
        readers.put(reader, Optional.empty());
        changed();
    }

    void unplug(String reader) {
        readers.remove(reader);
        changed();
    }

    void hold(String reader, VirtualCard card) {
        readers.put(reader, Optional.of(card));
        changed();
    }

    void take(String reader) {
        readers.put(reader, Optional.empty());
        changed();
    }

    /** From now on every call fails this way. */
    void serviceFails(Kind kind) {
        serviceTrouble = Optional.of(kind);
        changed();
    }

    void serviceWorks() {
        serviceTrouble = Optional.empty();
        changed();
    }

    /** The next connections to a card fail like this, one after the other. */
    void nextConnectionsFail(List<Kind> kinds) {
        connectTroubles.addAll(kinds);
    }

    int openContexts() {
        return contexts.get();
    }

    private synchronized void changed() {
        notifyAll();
    }

    private void check() throws ReaderTrouble {
        if (serviceTrouble.isPresent()) {
            throw new ReaderTrouble(serviceTrouble.get(), "played trouble");
        }
    }

    private Optional<VirtualCard> card(String reader) throws ReaderTrouble {
        check();
        Optional<VirtualCard> card = readers.get(reader);
        if (card == null) {
            throw new ReaderTrouble(Kind.READER_GONE, "played reader is gone");
        }
        return card;
    }

    @Override
    public Context open() throws ReaderTrouble {
        check();
        contexts.incrementAndGet();
        return new PlayedContext();
    }

    private final class PlayedContext implements Context {
        @Override
        public List<String> readerNames() throws ReaderTrouble {
            check();
            return new ArrayList<>(readers.keySet());
        }

        @Override
        public boolean awaitCard(String reader, boolean present, int millis) throws ReaderTrouble {
            long end = System.nanoTime() + millis * 1_000_000L;
            synchronized (PlayedCards.this) {
                while (card(reader).isPresent() != present) {
                    long left = (end - System.nanoTime()) / 1_000_000L;
                    if (left <= 0) {
                        return false;
                    }
                    try {
                        PlayedCards.this.wait(left);
                    } catch (InterruptedException e) {
                        return false;
                    }
                }
                return true;
            }
        }

        @Override
        public CardLink openCard(String reader, String protocol) throws ReaderTrouble {
            if (!connectTroubles.isEmpty()) {
                throw new ReaderTrouble(connectTroubles.remove(0), "played connection trouble");
            }
            VirtualCard card =
                    card(reader).orElseThrow(() -> new ReaderTrouble(Kind.CARD, "no card in the played reader"));
            return new PlayedLink(reader, card);
        }

        @Override
        public CardLink openReader(String reader) throws ReaderTrouble {
            card(reader);
            return new PlayedLink(reader, VirtualCard.felica("0000000000000000"));
        }

        @Override
        public void close() {
            contexts.decrementAndGet();
        }
    }

    private final class PlayedLink implements CardLink {
        private final String reader;
        private final VirtualCard card;

        private PlayedLink(String reader, VirtualCard card) {
            this.reader = reader;
            this.card = card;
        }

        @Override
        public byte[] answerToReset() {
            return card.answerToReset();
        }

        @Override
        public boolean isT0() {
            return false;
        }

        @Override
        public byte[] transmit(byte[] command) throws ReaderTrouble {
            check();
            Optional<byte[]> answer = card.answer(command);
            if (answer.isEmpty()) {
                take(reader);
            }
            return answer.orElseThrow(() -> new ReaderTrouble(Kind.CARD, "played card was pulled"));
        }

        @Override
        public byte[] control(int code, byte[] command) {
            controls.add(
                    "%08X ".formatted(code) + HexFormat.of().withUpperCase().formatHex(command));
            return VirtualCard.hex("E10000000100");
        }

        @Override
        public void close() {
            // nothing to end
        }
    }
}
