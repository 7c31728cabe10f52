package org.uketsuke.kiosk.rig;

import java.util.Optional;

/** A card known by its id alone: answers the reader's GET DATA, and refuses everything else. */
record MemoryCard(byte[] answerToReset, byte[] id) implements VirtualCard {
    /**
     * Answer to reset of a memory card (PC/SC part 3, 3.1.3.2.3).
     *
     * @param standard 03 is ISO 14443 A part 3, 11 is FeliCa
     * @param name the card name, 0001 for MIFARE Classic 1K
     */
    static byte[] storageAtr(int standard, int name) {
        byte[] atr = VirtualCard.hex("3B8F8001804F0CA000000306%02X%04X0000000000".formatted(standard, name));
        byte check = 0;
        for (int i = 1; i < atr.length - 1; i++) {
            check ^= atr[i];
        }
        atr[atr.length - 1] = check;
        return atr;
    }

    @Override
    public Optional<byte[]> answer(byte[] command) {
        boolean getData = command.length == 5 && (command[0] & 0xFF) == 0xFF && (command[1] & 0xFF) == 0xCA;
        if (getData) {
            return Optional.of(VirtualCard.answer(id, 0x9000));
        }
        boolean lightOrBuzzer = (command[0] & 0xFF) == 0xFF && command[1] == 0;
        return Optional.of(VirtualCard.answer(new byte[0], lightOrBuzzer ? 0x9000 : 0x6E00));
    }
}
