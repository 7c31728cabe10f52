package org.uketsuke.server;

import java.security.SecureRandom;
import java.util.Optional;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.enrolment.Codes;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.enrolment.MeetingStore;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Storage;

/** The rows of a society with one regional meeting on 2026-11-22, as imports would have made them. */
public final class SmallSociety {
    /** Society code. */
    public static final String SOCIETY = "jsh";

    /** Meeting id. */
    public static final String MEETING = "tokai-9";

    private SmallSociety() {}

    /** A new code for a kiosk at booth 1F. */
    public static String code(RunningServer server) {
        return code(server, "1F");
    }

    /** A new code for a kiosk. */
    public static String code(RunningServer server, String booth) {
        return code(server, booth, Optional.empty());
    }

    /** A new code for a kiosk that keeps the door of a room. */
    public static String code(RunningServer server, String booth, String room, String way) {
        return code(server, booth, Optional.of(KeptDoor.typed(room, way).orElseThrow()));
    }

    private static String code(RunningServer server, String booth, Optional<KeptDoor> door) {
        Codes codes = new Codes(
                new MeetingStore(server.storage()),
                new KioskStore(server.storage()),
                new Audit(new AuditStore(server.storage()), server.clock()),
                server.clock(),
                new SecureRandom());
        Codes.Made made = codes.make(new Codes.Wanted(MEETING, Optional.empty(), booth, Codes.USUAL_LIFE, door));
        return ((Codes.Made.Code) made).code().spelled();
    }

    /** Puts them in. */
    public static void into(Storage storage) {
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO society (society, number, name_ja, name_en, zone, fiscal_year_start, card_media,"
                            + " unknown_cards, policy, imported_at, change_count) VALUES ('jsh', 1, '日本血液学会',"
                            + " 'Japanese Society of Hematology', 'Asia/Tokyo', '04-01', 'felica', 'record', '', 0, 1)");
            handle.execute("INSERT INTO credit_rule (society, code, valid_from, valid_to, kind, qualification,"
                    + " meeting_class, credits, card_enabled, title_ja, title_en) VALUES ('jsh', 'JSH-P-REG',"
                    + " '2000-01-01', '9999-12-31', 'participation', 'specialist', 'regional', 300, 1, '地方会 参加',"
                    + " 'Regional meeting')");
            handle.createUpdate("UPDATE society SET policy = :policy")
                    .bind("policy", SocietyPolicy.shipped(SOCIETY).orElseThrow())
                    .execute();
            handle.createUpdate("INSERT INTO meeting (society, id, name_ja, name_en, class, start_date, end_date,"
                            + " credit_date, venue, status, token_key) VALUES ('jsh', 'tokai-9', '第9回東海地方会',"
                            + " '9th Tokai Regional Meeting', 'regional', '2026-11-22', '2026-11-22', '2026-11-22',"
                            + " '名古屋', 'open', :key)")
                    .bind("key", new byte[32])
                    .execute();
        });
    }

    /** A specialist with a term and a card of the same name, in the books and on the meeting's roster. */
    public static void specialist(Storage storage, String id, String memberNo, String familyName, String givenName) {
        specialist(storage, id, memberNo, familyName, givenName, "テスト", "タロウ");
    }

    /** The same, with kana. */
    public static void specialist(
            Storage storage,
            String id,
            String memberNo,
            String familyName,
            String givenName,
            String familyKana,
            String givenKana) {
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO member (society, id, member_no, family_name, given_name, family_kana, given_kana,"
                            + " kana_key, email, affiliation, prefecture, birth_date, status, pass_id, pass_generation)"
                            + " VALUES ('jsh', ?, ?, ?, ?, ?, ?, ?, '', '名古屋第一病院', '愛知県', '', 'active', ?, 1)",
                    id,
                    memberNo,
                    familyName,
                    givenName,
                    familyKana,
                    givenKana,
                    KanaKey.of(familyKana + givenKana),
                    "%016x".formatted(id.hashCode() & 0xFFFFFFFFL));
            handle.execute(
                    "INSERT INTO qualification (society, id, member, kind, number)"
                            + " VALUES ('jsh', ?, ?, 'specialist', ?)",
                    "q-" + id,
                    id,
                    "第" + memberNo + "号");
            handle.execute(
                    "INSERT INTO term (society, qualification, start_date, end_date, required_credits)"
                            + " VALUES ('jsh', ?, '2024-04-01', '2029-03-31', 5000)",
                    "q-" + id);
            handle.execute(
                    "INSERT INTO card (society, id, member, medium, token, valid_from, valid_to, status, status_since)"
                            + " VALUES ('jsh', ?, ?, 'felica', ?, '2024-04-01', '2029-03-31', 'active', 0)",
                    "c-" + id,
                    id,
                    raw(id).text());
            handle.execute(
                    "INSERT INTO roster_row (society, meeting, kind, key, subject, version, removed, digest)"
                            + " VALUES ('jsh', 'tokai-9', 'token', ?, ?, 1, 0, '')",
                    token(id).hex(),
                    "c-" + id);
        });
    }

    private static RawToken raw(String id) {
        return RawToken.of(Medium.FELICA, "%016X".formatted(0x0114000000000000L | (id.hashCode() & 0xFFFFFFFFL)));
    }

    /** The keyed token of a specialist's card. */
    public static CardToken token(String id) {
        return CardToken.of(new byte[CardToken.KEY_BYTES], raw(id));
    }
}
