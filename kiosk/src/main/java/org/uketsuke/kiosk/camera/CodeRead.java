package org.uketsuke.kiosk.camera;

/**
 * A code that was read in one picture.
 *
 * @param text its text
 * @param clean whether it was read without any repair beyond the code's own error correction, and the code has one: such a
 *     text can be trusted from a single picture
 */
record CodeRead(String text, boolean clean) {
    @Override
    public String toString() {
        return "CodeRead[hidden, clean=" + clean + "]";
    }
}
