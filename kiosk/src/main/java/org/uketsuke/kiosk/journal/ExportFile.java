package org.uketsuke.kiosk.journal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/** Where there is no network at all: a part of the journal as a file, to be carried to the office and uploaded there. */
public final class ExportFile {
    /** Leaves room in a push for what JSON puts around the entries: every quotation mark in them costs one byte more. */
    private static final int ENTRY_BYTES_MAX = Messages.PUSH_BYTES_MAX / 2;

    private final JournalReader journal;
    private final String kiosk;
    private final Signer signer;

    /**
     * For one journal.
     *
     * @param journal what to export
     * @param kiosk kiosk id
     * @param signer the kiosk's key
     */
    public ExportFile(JournalReader journal, String kiosk, Signer signer) {
        this.journal = journal;
        this.kiosk = kiosk;
        this.signer = signer;
    }

    /** Everything after a seq, in signed parts as pushes are. */
    public JournalExport make(long after) {
        List<PushRequest> parts = new ArrayList<>();
        long seq = after;
        List<Line> lines = journal.after(seq, Messages.PUSH_ENTRIES_MAX, ENTRY_BYTES_MAX);
        while (!lines.isEmpty()) {
            parts.add(part(seq, lines));
            seq = lines.get(lines.size() - 1).seq();
            lines = journal.after(seq, Messages.PUSH_ENTRIES_MAX, ENTRY_BYTES_MAX);
        }
        return new JournalExport(kiosk, journal.id(), parts);
    }

    private PushRequest part(long after, List<Line> lines) {
        Line last = lines.get(lines.size() - 1);
        byte[] signature = signer.sign(JournalChain.headStatement(journal.id(), last.seq(), last.hashHex()));
        return new PushRequest(
                after,
                lines.stream().map(Line::text).toList(),
                last.hashHex(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                Optional.empty());
    }

    /**
     * Writes the export, gzip JSON; the file appears under its name only when it is complete.
     *
     * @return what was written
     * @throws UncheckedIOException if the medium takes no more or cannot be written
     */
    public JournalExport write(Path file, long after) {
        JournalExport export = make(after);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
                out.write(Wire.write(export).getBytes(StandardCharsets.UTF_8));
            }
            JournalStore.sync(part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return export;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The export " + file + " cannot be written; check that the medium is there and has room", e);
        }
    }

    /**
     * The SHA-256 of an export file, in hex, if it holds a whole journal from its first entry to its end.
     *
     * @param file a file that {@link #write} made
     * @param journalId the journal
     * @param end its end
     * @throws UncheckedIOException if the file cannot be read or is none
     */
    public static Optional<String> wholeOf(Path file, String journalId, Head end) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            JournalExport export;
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                export = Wire.read(in.readAllBytes(), JournalExport.class);
            }
            boolean whole = export.journal().equals(journalId) && reaches(export.parts(), end);
            return Optional.of(bytes).filter(any -> whole).map(ExportFile::sha256);
        } catch (IOException | MalformedMessage e) {
            throw new UncheckedIOException(
                    file + " is no export that can be read; give a file that 'kiosk export' wrote", new IOException(e));
        }
    }

    private static boolean reaches(List<PushRequest> parts, Head end) {
        long seq = 0;
        String head = "";
        for (PushRequest part : parts) {
            if (part.after() != seq) {
                return false;
            }
            seq += part.entries().size();
            head = part.head();
        }
        return seq == end.seq() && head.equals(end.hashHex());
    }

    /** SHA-256 in hex, by which people tell one export from another. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
