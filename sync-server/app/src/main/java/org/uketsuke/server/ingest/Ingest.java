package org.uketsuke.server.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.SignatureCheck;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.Storage;

/**
 * Takes in what kiosks journaled (design §4). Whatever is repeated, cut, reordered or answered into the void: an entry is
 * stored once, judged once, and answered only after the commit. Safe for use by many threads.
 */
public final class Ingest implements AutoCloseable {
    /** In one transaction of the one writer: about a second of its work, for which the taps of all others wait. */
    private static final int GROUP_ENTRIES_MAX = 8_000;

    /** From so many entries on, reading them in parallel is quicker. */
    private static final int READ_TOGETHER_MIN = 64;

    /** Fewer than the web server's threads: the last caller must still be told to come again. */
    private static final int WAITING_MAX = 128;

    private static final int CONNECTIONS = 6;
    private static final int KIOSKS_REMEMBERED_MAX = 4096;
    private static final Pattern JOURNAL_ID = Pattern.compile("[0-9a-f]{32}");

    private final Storage storage;
    private final Clock clock;
    private final Supplier<ServerMark> mark;
    private final SignatureCheck check = Ed25519::holds;
    private final JournalStore journals;
    private final SealedScans sealedScans;
    private final Replication replication;
    private final WriteTurns turns;
    private final ConcurrentHashMap<String, KioskRow> kiosks = new ConcurrentHashMap<>();

    /**
     * Starts taking pushes in.
     *
     * @param keys the server's own keys
     * @param rosters brings a roster up to date when an unknown card turns up
     */
    public Ingest(Storage storage, Clock clock, ServerKeys keys, RosterRefresh rosters) {
        this.storage = storage;
        this.clock = clock;
        this.mark = () -> new ServerMark(clock.instant(), keys.epoch());
        this.sealedScans = new SealedScans(keys.sealingKey(), check);
        Stores stores = Stores.of(storage.dialect());
        this.journals = stores.journals();
        this.replication = new Replication(stores, new Assessment(stores, rosters));
        this.turns = storage.dialect() == Dialect.SQLITE
                ? new GroupCommit(storage, GROUP_ENTRIES_MAX, WAITING_MAX)
                : new OwnTransactions(storage, CONNECTIONS, WAITING_MAX);
    }

    /**
     * Takes a push in. Returns after what it stored is committed.
     *
     * @param kioskId the kiosk that signed the request, or that a file names
     * @param journalId 32 hex digits
     * @throws org.uketsuke.server.storage.StorageException when the database fails; nothing was stored
     */
    public PushAnswer push(String kioskId, String journalId, PushRequest request) {
        Instant arrived = clock.instant();
        Optional<PushAnswer> refused = shape(journalId, request);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<KioskRow> kiosk = kiosk(kioskId);
        if (kiosk.isEmpty()) {
            return unknownKiosk();
        }
        Push push = prepare(kiosk.get(), journalId, request, arrived);
        return turns.take(push.texts().size(), handle -> answer(replication.apply(handle, push)));
    }

    /** How far the server is with a journal; one it has never heard of stands at 0. */
    public PushAnswer status(String kioskId, String journalId) {
        if (!JOURNAL_ID.matcher(journalId).matches()) {
            return badJournalId();
        }
        Optional<KioskRow> kiosk = kiosk(kioskId);
        if (kiosk.isEmpty()) {
            return unknownKiosk();
        }
        JournalRow journal = storage.read(handle -> journals.find(handle, journalId))
                .orElseGet(() -> JournalRow.begun(journalId, kiosk.get()));
        return journal.kiosk().equals(kioskId) ? stands(JournalStatus.State.CURRENT, journal, true) : foreignJournal();
    }

    /**
     * Takes in a file that {@code kiosk export} wrote: the same pushes, the same checks. A part that tells another history, or
     * is not authentic, is kept apart like any other evidence, and so are those that follow it; only a part that cannot be
     * kept ends it.
     */
    public ExportAnswer pushExport(JournalExport export) {
        ExportAnswer soFar = new ExportAnswer(status(export.kiosk(), export.journal()), 0);
        for (PushRequest part : export.parts()) {
            PushAnswer answer = push(export.kiosk(), export.journal(), part);
            soFar = soFar.and(answer, part.entries().size());
            if (!answer.keeps()) {
                return soFar;
            }
        }
        return soFar;
    }

    private Push prepare(KioskRow kiosk, String journalId, PushRequest request, Instant arrived) {
        List<Received> entries = read(request.entries());
        Evidence.Opener opener = entries.stream().anyMatch(Ingest::isSealed)
                ? storage.read(handle -> sealedScans.opener(handle, kiosk))
                : text -> new Evidence.Nobody();
        return new Push(
                kiosk,
                journalId,
                request.after(),
                request.entries(),
                entries,
                entries.stream().map(entry -> Evidence.of(entry, opener)).toList(),
                request.head(),
                request.signature(),
                signed(kiosk, journalId, request),
                request.sent(),
                arrived);
    }

    /** A kiosk that was away for hours waits for one answer at a time, while this machine has more than one processor. */
    private static List<Received> read(List<String> texts) {
        Stream<String> reading = texts.size() < READ_TOGETHER_MIN ? texts.stream() : texts.parallelStream();
        return reading.map(Received::read).toList();
    }

    private static boolean isSealed(Received received) {
        return received instanceof Received.Readable readable
                && readable.entry().event() instanceof JournalEvent.Scan scan
                && scan.sealed().isPresent();
    }

    private boolean signed(KioskRow kiosk, String journalId, PushRequest request) {
        long last = request.after() + request.entries().size();
        try {
            HexFormat.of().parseHex(request.head());
            byte[] signature = Base64.getUrlDecoder().decode(request.signature());
            return check.holds(
                    kiosk.publicKey(), JournalChain.headStatement(journalId, last, request.head()), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<PushAnswer> shape(String journalId, PushRequest request) {
        if (!JOURNAL_ID.matcher(journalId).matches()) {
            return Optional.of(badJournalId());
        }
        long characters = request.entries().stream().mapToLong(String::length).sum();
        if (request.after() < 0
                || request.after() > Long.MAX_VALUE / 2
                || request.entries().size() > Messages.PUSH_ENTRIES_MAX
                || characters > Messages.PUSH_BYTES_MAX) {
            return Optional.of(new PushAnswer.Refused(
                    PushAnswer.Refusal.BAD_BATCH,
                    "A push has at most %d entries and %d bytes and begins at 0 or later; send it in parts."
                            .formatted(Messages.PUSH_ENTRIES_MAX, Messages.PUSH_BYTES_MAX)));
        }
        return Optional.empty();
    }

    private Optional<KioskRow> kiosk(String id) {
        Optional<KioskRow> remembered = Optional.ofNullable(kiosks.get(id));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<KioskRow> found = storage.read((Handle handle) -> journals.kiosk(handle, id));
        if (kiosks.size() >= KIOSKS_REMEMBERED_MAX) {
            kiosks.clear();
        }
        found.ifPresent(kiosk -> kiosks.put(id, kiosk));
        return found;
    }

    private PushAnswer answer(Replication.Applied applied) {
        if (applied.refusal().isEmpty()) {
            return stands(applied.state(), applied.journal(), applied.kept());
        }
        return switch (applied.refusal().get()) {
            case FOREIGN_JOURNAL -> foreignJournal();
            case TOO_MANY_HISTORIES ->
                new PushAnswer.Refused(
                        PushAnswer.Refusal.TOO_MANY_HISTORIES,
                        "The signature over the head of this batch does not hold, and the most that is kept of such batches is here already: nothing of this one was kept. Take the kiosk out of service and look at its exceptions.");
            default ->
                new PushAnswer.Refused(
                        applied.refusal().get(),
                        "The signature over the head of this batch does not hold. Its entries are kept for the office to see; send the batch again, signed with this kiosk's key.");
        };
    }

    private PushAnswer stands(JournalStatus.State state, JournalRow journal, boolean kept) {
        JournalStatus status = new JournalStatus(
                state, journal.received(), HexFormat.of().formatHex(journal.head()), journal.safe(), mark.get());
        return new PushAnswer.Stands(status, kept);
    }

    private static PushAnswer unknownKiosk() {
        return new PushAnswer.Refused(
                PushAnswer.Refusal.UNKNOWN_KIOSK,
                "No such kiosk is enrolled here. Enrol it with a code from the office.");
    }

    private static PushAnswer foreignJournal() {
        return new PushAnswer.Refused(
                PushAnswer.Refusal.FOREIGN_JOURNAL,
                "Another kiosk writes this journal. Begin a new one; a copied data folder must not be used twice.");
    }

    private static PushAnswer badJournalId() {
        return new PushAnswer.Refused(PushAnswer.Refusal.BAD_JOURNAL_ID, "A journal id has 32 lower-case hex digits.");
    }

    /** Finishes what waits, then takes nothing in any more. */
    @Override
    public void close() {
        turns.close();
    }
}
