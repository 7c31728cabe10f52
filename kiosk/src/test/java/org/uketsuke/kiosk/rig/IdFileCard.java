package org.uketsuke.kiosk.rig;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** An ISO 7816 card with one application and one file; may hold answers back (61xx) and insist on the right Le (6Cxx). */
public final class IdFileCard implements VirtualCard {
    private static final byte[] NONE = {};
    private static final byte[] FILE_CONTROL = VirtualCard.hex("6F00");

    private final byte[] aid;
    private final int fileId;
    private final byte[] content;
    private final byte[] answerToReset;
    private final boolean chained;
    private boolean applicationSelected;
    private boolean fileSelected;
    private byte[] heldBack = NONE;

    private IdFileCard(byte[] aid, int fileId, byte[] content, byte[] answerToReset, boolean chained) {
        this.aid = aid;
        this.fileId = fileId;
        this.content = content;
        this.answerToReset = answerToReset;
        this.chained = chained;
    }

    /** A contactless card with one application and one file. */
    public static IdFileCard of(String aid, int fileId, String text) {
        return new IdFileCard(
                VirtualCard.hex(aid),
                fileId,
                text.getBytes(StandardCharsets.US_ASCII),
                VirtualCard.hex("3B80800101"),
                false);
    }

    /** The same card with this answer to reset. */
    public IdFileCard with(String atr) {
        return new IdFileCard(aid, fileId, content, VirtualCard.hex(atr), chained);
    }

    /** The same card, answering SELECT with 61xx and a wrong Le with 6Cxx, as T=0 cards do. */
    public IdFileCard holdingBack() {
        return new IdFileCard(aid, fileId, content, answerToReset, true);
    }

    @Override
    public byte[] answerToReset() {
        return answerToReset;
    }

    @Override
    public void powerLost() {
        applicationSelected = false;
        fileSelected = false;
        heldBack = NONE;
    }

    @Override
    public Optional<byte[]> answer(byte[] command) {
        return Optional.of(
                switch (command.length < 4 ? 0 : command[1] & 0xFF) {
                    case 0xA4 -> command[2] == 4 ? selectApplication(command) : selectFile(command);
                    case 0xB0 -> readBinary(command);
                    case 0xC0 -> getResponse();
                    default -> status(0x6D00);
                });
    }

    private byte[] selectApplication(byte[] command) {
        applicationSelected = Arrays.equals(Arrays.copyOfRange(command, 5, 5 + command[4]), aid);
        fileSelected = false;
        if (!applicationSelected) {
            return status(0x6A82);
        }
        if (chained) {
            heldBack = FILE_CONTROL;
            return status(0x6100 | FILE_CONTROL.length);
        }
        return VirtualCard.answer(FILE_CONTROL, 0x9000);
    }

    private byte[] selectFile(byte[] command) {
        int wanted = (command[5] & 0xFF) << 8 | (command[6] & 0xFF);
        fileSelected = applicationSelected && wanted == fileId;
        return status(fileSelected ? 0x9000 : 0x6A82);
    }

    private byte[] readBinary(byte[] command) {
        if (!fileSelected) {
            return status(0x6986);
        }
        int le = command[4] & 0xFF;
        if (chained && le != content.length) {
            return status(0x6C00 | content.length);
        }
        return VirtualCard.answer(content, le == 0 || le == content.length ? 0x9000 : 0x6282);
    }

    private byte[] getResponse() {
        byte[] answer = heldBack.length == 0 ? status(0x6985) : VirtualCard.answer(heldBack, 0x9000);
        heldBack = NONE;
        return answer;
    }

    private static byte[] status(int statusWord) {
        return VirtualCard.answer(NONE, statusWord);
    }
}
