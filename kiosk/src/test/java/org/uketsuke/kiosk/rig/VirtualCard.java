package org.uketsuke.kiosk.rig;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a card answers; the wrapping methods make it hang, break off, or tell what it was asked. */
public interface VirtualCard {
    /** Answer to reset. */
    byte[] answerToReset();

    /** Answers a command with data and status word; empty means that the card is pulled away at this moment. */
    Optional<byte[]> answer(byte[] command);

    /** The card lost power: what was selected is forgotten. */
    default void powerLost() {}

    /** A FeliCa card with this IDm (16 hex digits). */
    static VirtualCard felica(String idm) {
        return new MemoryCard(MemoryCard.storageAtr(0x11, 0x003B), hex(idm));
    }

    /** A MIFARE Classic 1K with this UID. */
    static VirtualCard mifareClassic(String uid) {
        return new MemoryCard(MemoryCard.storageAtr(0x03, 0x0001), hex(uid));
    }

    /** An NTAG or MIFARE Ultralight sticker with this UID. */
    static VirtualCard ntag(String uid) {
        return new MemoryCard(MemoryCard.storageAtr(0x03, 0x0003), hex(uid));
    }

    /** Any card that answers GET DATA with this UID, and knows no applications. */
    static VirtualCard uid(String atr, String uid) {
        return new MemoryCard(hex(atr), hex(uid));
    }

    /** A card with the sample society application of the profile {@code society-id-file}. */
    static IdFileCard idFile(String text) {
        return IdFileCard.of("F0554B455453554B45", 0x0101, text);
    }

    /** The same card, which is pulled away at its n-th command (from 1), once. */
    default VirtualCard pulledAt(int command) {
        AtomicInteger count = new AtomicInteger();
        return wrap(apdu -> count.incrementAndGet() == command ? Optional.empty() : answer(apdu));
    }

    /** The same card, which answers nothing before the latch opens. */
    default VirtualCard hangingUntil(CountDownLatch latch) {
        return wrap(apdu -> {
            try {
                return latch.await(60, TimeUnit.SECONDS) ? answer(apdu) : Optional.empty();
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        });
    }

    /** The same card, which notes every command as upper-case hex. */
    default VirtualCard noting(List<String> commands) {
        return wrap(apdu -> {
            commands.add(HexFormat.of().withUpperCase().formatHex(apdu));
            return answer(apdu);
        });
    }

    /** What a card does with a command. */
    @FunctionalInterface
    interface Behaviour {
        /** See {@link VirtualCard#answer}. */
        Optional<byte[]> answer(byte[] command);
    }

    private VirtualCard wrap(Behaviour behaviour) {
        VirtualCard inner = this;
        return new VirtualCard() {
            @Override
            public byte[] answerToReset() {
                return inner.answerToReset();
            }

            @Override
            public Optional<byte[]> answer(byte[] command) {
                return behaviour.answer(command);
            }

            @Override
            public void powerLost() {
                inner.powerLost();
            }
        };
    }

    /** Bytes of hex digits, spaces allowed. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Data followed by a status word. */
    static byte[] answer(byte[] data, int statusWord) {
        byte[] whole = Arrays.copyOf(data, data.length + 2);
        whole[data.length] = (byte) (statusWord >> 8);
        whole[data.length + 1] = (byte) statusWord;
        return whole;
    }
}
