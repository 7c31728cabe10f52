package org.uketsuke.server.enrolment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.attempt.Attempts;
import org.uketsuke.server.attempt.Limit;
import org.uketsuke.server.attempt.Watched;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.booth.BoothKeys;
import org.uketsuke.server.web.KnownKiosk;
import org.uketsuke.server.web.Refusal;

/** Takes kiosks in. */
public final class Enrolment {
    private static final Limit PER_ADDRESS = new Limit(10, Duration.ofSeconds(2), Duration.ofMinutes(15));
    private static final Limit ALL = new Limit(200, Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final int KIOSK_ID_BYTES = 16;
    private static final int SOFTWARE_LENGTH_MAX = 80;

    private final KioskStore kiosks;
    private final MeetingStore meetings;
    private final Agendas agendas;
    private final BoothKeys keys;
    private final Attempts attempts;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    /** With its tables, the agendas, the keys of booths, the try counter, the audit trail, time and chance. */
    public Enrolment(
            KioskStore kiosks,
            MeetingStore meetings,
            Agendas agendas,
            BoothKeys keys,
            Attempts attempts,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this.kiosks = kiosks;
        this.meetings = meetings;
        this.agendas = agendas;
        this.keys = keys;
        this.attempts = attempts;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes a kiosk in.
     *
     * @param request what it asks, signed with the key it carries
     * @param caller its network address
     * @throws Refusal if the code does not work, or after too many wrong ones
     */
    KnownKiosk enrol(EnrolmentRequest request, String caller) {
        List<Watched> watched =
                List.of(new Watched("enrol-address " + caller, PER_ADDRESS), new Watched("enrol-all", ALL));
        Optional<Duration> wait = attempts.begin(watched);
        if (wait.isPresent()) {
            throw Refusal.tooMany(wait.get());
        }
        Enrolled enrolled = EnrolmentCode.typed(request.code())
                .map(code -> kiosks.enrol(code, candidate(request), clock.instant()))
                .orElseGet(Enrolled.CodeUnknown::new);
        if (enrolled instanceof Enrolled.Welcome welcome) {
            attempts.succeeded(List.of(), watched);
            audit.record(
                    welcome.kiosk().id(), Action.KIOSK_ENROLLED, welcome.kiosk().meeting(), "");
            return welcome.kiosk();
        }
        audit.record(
                Audit.NOBODY,
                Action.KIOSK_REFUSED,
                "enrolment",
                enrolled.getClass().getSimpleName());
        throw refusal(enrolled);
    }

    /** Where a kiosk serves. */
    Assignment assignment(KnownKiosk kiosk) {
        return meetings.find(kiosk.society(), kiosk.meeting())
                .map(meeting -> meeting.assignment(
                        kiosk.booth(), keys.of(kiosk.society(), kiosk.meeting()), agendas.tell(kiosk, meeting)))
                .orElseThrow(Refusal::notFound);
    }

    private KioskStore.Candidate candidate(EnrolmentRequest request) {
        byte[] id = new byte[KIOSK_ID_BYTES];
        random.nextBytes(id);
        String software = request.software().replaceAll("\\p{Cntrl}", "");
        return new KioskStore.Candidate(
                HexFormat.of().formatHex(id),
                Base64.getUrlDecoder().decode(request.publicKey()),
                software.substring(0, Math.min(SOFTWARE_LENGTH_MAX, software.length())));
    }

    private static Refusal refusal(Enrolled refused) {
        if (refused instanceof Enrolled.CodeUsed) {
            return refusal(409, "code-used", "この登録コードは使用済みです", "This code was used already");
        }
        if (refused instanceof Enrolled.CodeExpired) {
            return refusal(410, "code-expired", "登録コードの有効期限が切れています", "This code has expired");
        }
        if (refused instanceof Enrolled.KeyInUse) {
            return refusal(409, "key-in-use", "この端末の鍵は登録済みです", "The key of this kiosk is enrolled already");
        }
        return refusal(403, "code-unknown", "登録コードが正しくありません", "This code is not right");
    }

    private static Refusal refusal(int status, String type, String ja, String en) {
        return new Refusal(
                status,
                type,
                new Text(ja, en),
                new Text("入力を確かめるか、事務局で新しいコードを発行してください。", "Check what was typed, or ask the office for a new code."));
    }
}
