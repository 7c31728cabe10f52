package org.uketsuke.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/** A journal as a booth writes it, with real hashes and signatures. */
public final class BoothJournal {
    private final String id;
    private final Signer signer;
    private final List<String> texts = new ArrayList<>();
    private byte[] head;
    private long sent;

    /** A new one. */
    public BoothJournal(String id, Signer signer) {
        this.id = id;
        this.signer = signer;
        this.head = JournalChain.first(id);
    }

    /** Journal id. */
    public String id() {
        return id;
    }

    /** A card is touched. */
    public BoothJournal tap(Instant at, String tokenHex) {
        return write(at, Duration.ZERO, scan(tokenHex, Outcome.ACCEPTED));
    }

    /** A card is touched while the device clock is wrong. */
    public BoothJournal tap(Instant at, Duration clockError, String tokenHex) {
        return write(at, clockError, scan(tokenHex, Outcome.ACCEPTED));
    }

    /** The booth is sealed. */
    public BoothJournal seal(Instant at) {
        return write(
                at,
                Duration.ZERO,
                new JournalEvent.Closed(texts.size(), HexFormat.of().formatHex(head)));
    }

    /** Staff cancel an entry. */
    public BoothJournal cancel(Instant at, long seq) {
        return write(at, Duration.ZERO, new JournalEvent.Voided(seq, "staff-1", "wrong person"));
    }

    private static JournalEvent.Scan scan(String tokenHex, Outcome outcome) {
        return new JournalEvent.Scan(
                SmallSociety.MEETING,
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                Optional.of(tokenHex),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcome,
                Optional.empty(),
                Optional.of(1L),
                "sony-rc-s300");
    }

    /** Any event, by a clock that is right. */
    public BoothJournal event(Instant at, JournalEvent event) {
        return write(at, Duration.ZERO, event);
    }

    private BoothJournal write(Instant at, Duration clockError, JournalEvent event) {
        JournalEntry entry = new JournalEntry(
                texts.size() + 1,
                at.plus(clockError),
                1000L * texts.size(),
                "0011223344556677",
                Optional.of(new ClockOffset(-clockError.toMillis(), 5, 0)),
                Optional.empty(),
                event);
        return raw(Wire.write(entry));
    }

    /** Any text at all. */
    public BoothJournal raw(String text) {
        texts.add(text);
        head = JournalChain.next(head, text);
        return this;
    }

    /** What has not been sent, as a push. */
    public PushRequest push() {
        List<String> entries = List.copyOf(texts.subList((int) sent, texts.size()));
        String hex = HexFormat.of().formatHex(head);
        byte[] signature = signer.sign(JournalChain.headStatement(id, texts.size(), hex));
        PushRequest push = new PushRequest(
                sent,
                entries,
                hex,
                Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                Optional.empty());
        sent = texts.size();
        return push;
    }

    /** What has not been sent, as {@code kiosk export} writes it. */
    public byte[] export(String kiosk) {
        return KioskClient.gzip(Wire.write(new JournalExport(kiosk, id, List.of(push())))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
