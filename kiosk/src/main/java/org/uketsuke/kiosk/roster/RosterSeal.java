package org.uketsuke.kiosk.roster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The roster at rest: {@code UKTROST1} ‖ nonce (12) ‖ AES-256-GCM ciphertext of the deflated SQLite file, with tag; the
 * meeting id is bound in. No byte of it is readable without the key.
 */
final class RosterSeal {
    private static final byte[] MAGIC = "UKTROST1".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** Not taken for a roster, so that some thousand entries and the journal's ballast still find room. */
    private static final long SPARED_BYTES = 64L << 20;

    private final Path file;
    private final String meeting;
    private final SecureRandom random;

    RosterSeal(Path file, String meeting, SecureRandom random) {
        this.file = file;
        this.meeting = meeting;
        this.random = random;
    }

    /** Writes the roster in one step: whatever moment the power goes, the old or the new file is whole. */
    void write(SecretKey key, byte[] roster) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = sealed(key, nonce, roster);
        requireRoom(sealed.length);
        Path fresh = fresh();
        try {
            write(fresh, nonce, sealed);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        syncFolder();
    }

    private byte[] sealed(SecretKey key, byte[] nonce, byte[] roster) throws IOException {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(deflated(roster));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-GCM", e);
        }
    }

    /** A roster can be had again and an entry cannot: the last of the disk is the journal's. */
    private void requireRoom(long bytes) throws IOException {
        long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        if (free < bytes + SPARED_BYTES) {
            throw new IOException("there is room for " + free + " bytes in " + file.getParent() + ", and "
                    + SPARED_BYTES + " of them are the journal's");
        }
    }

    private static void write(Path fresh, byte[] nonce, byte[] sealed) throws IOException {
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (byte[] piece : new byte[][] {MAGIC, nonce, sealed}) {
                ByteBuffer left = ByteBuffer.wrap(piece);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
            channel.force(true);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Reads the roster.
     *
     * @throws IOException if the file cannot be read, is damaged or foreign, or was sealed with another key
     */
    byte[] read(SecretKey key) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = MAGIC.length + NONCE_BYTES;
        if (all.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
            throw new IOException(file + " is not a sealed roster");
        }
        try {
            byte[] nonce = Arrays.copyOfRange(all, MAGIC.length, start);
            return inflated(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(all, start, all.length - start));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is damaged, or was sealed for another meeting or with another key", e);
        }
    }

    /** GCM is the slow part in Java; a quarter of the bytes takes a quarter of the time, on the disk too. */
    private static byte[] deflated(byte[] bytes) throws IOException {
        Deflater fastest = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (OutputStream deflating = new DeflaterOutputStream(out, fastest, BUFFER_BYTES)) {
            deflating.write(bytes);
        } finally {
            fastest.end();
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        try (InputStream inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return inflating.readAllBytes();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(fresh());
        Files.deleteIfExists(file);
        syncFolder();
    }

    /** Deletes after overwriting: nothing is left to whoever comes by the key later. A drive may keep old blocks all the same. */
    void destroy() throws IOException {
        for (Path each : new Path[] {fresh(), file}) {
            if (Files.exists(each)) {
                overwrite(each);
            }
        }
        delete();
    }

    private static void overwrite(Path each) throws IOException {
        try (FileChannel channel = FileChannel.open(each, StandardOpenOption.WRITE)) {
            long left = channel.size();
            while (left > 0) {
                ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(left, BUFFER_BYTES));
                left -= channel.write(zeros);
            }
            channel.force(true);
        }
    }

    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        cipher.updateAAD(meeting.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Makes the rename durable; where a folder cannot be opened (Windows), it already is. */
    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }
}
