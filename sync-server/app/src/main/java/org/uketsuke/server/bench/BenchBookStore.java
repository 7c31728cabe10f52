package org.uketsuke.server.bench;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.storage.ManyRows;
import org.uketsuke.server.storage.Storage;

/** A society with many specialists, made for a measurement. */
final class BenchBookStore {
    private static final String SOCIETY = "bench";
    private static final byte[] TOKEN_KEY = new byte[CardToken.KEY_BYTES];

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final List<String> tokens;

    /** Writes society, rule, members, terms and cards. */
    BenchBookStore(Storage storage, Clock clock, SecureRandom random, int members) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        List<Integer> all = IntStream.range(0, members).boxed().toList();
        this.tokens = all.stream()
                .map(i -> CardToken.of(TOKEN_KEY, RawToken.of(Medium.FELICA, "%016X".formatted(i)))
                        .hex())
                .toList();
        storage.change(handle -> write(handle, all));
    }

    private static void write(Handle handle, List<Integer> members) {
        handle.execute(
                "INSERT INTO society (society, number, name_ja, name_en, zone, fiscal_year_start, card_media, unknown_cards,"
                        + " policy, imported_at, change_count)"
                        + " VALUES (?, 65000, 'bench', 'bench', 'Asia/Tokyo', '04-01', 'felica', 'record', '', 0, 0)",
                SOCIETY);
        handle.execute(
                "INSERT INTO credit_rule (society, code, valid_from, valid_to, kind, qualification, meeting_class, credits,"
                        + " card_enabled, title_ja, title_en) VALUES (?, 'BENCH', '2000-01-01', '9999-12-31', 'participation',"
                        + " 'specialist', 'annual', 1500, 1, '', '')",
                SOCIETY);
        people(handle, members);
        cards(handle, members);
    }

    private static void people(Handle handle, List<Integer> members) {
        ManyRows.write(
                handle,
                "INSERT INTO member (society, id, member_no, family_name, given_name, family_kana, given_kana, kana_key, email,"
                        + " affiliation, prefecture, birth_date, status, pass_id, pass_generation)"
                        + " VALUES ('bench', ?, ?, '', '', '', '', '', '', '', '', '', 'active', ?, 1)",
                members,
                (row, i) -> {
                    row.setString(1, "m" + i);
                    row.setString(2, "n" + i);
                    row.setString(3, "%016x".formatted(i));
                });
        ManyRows.write(
                handle,
                "INSERT INTO qualification (society, id, member, kind, number) VALUES ('bench', ?, ?, 'specialist', '')",
                members,
                (row, i) -> {
                    row.setString(1, "q" + i);
                    row.setString(2, "m" + i);
                });
        ManyRows.write(
                handle,
                "INSERT INTO term (society, qualification, start_date, end_date, required_credits)"
                        + " VALUES ('bench', ?, '2000-04-01', '9999-03-31', 5000)",
                members,
                (row, i) -> row.setString(1, "q" + i));
    }

    private static void cards(Handle handle, List<Integer> members) {
        ManyRows.write(
                handle,
                "INSERT INTO card (society, id, member, medium, token, valid_from, valid_to, status, status_since)"
                        + " VALUES ('bench', ?, ?, 'felica', ?, '2000-04-01', '9999-03-31', 'active', 0)",
                members,
                (row, i) -> {
                    row.setString(1, "c" + i);
                    row.setString(2, "m" + i);
                    row.setString(3, "%016X".formatted(i));
                });
    }

    /**
     * Plans a meeting of today with kiosks whose journals are full of taps.
     *
     * @param pushes pushes per kiosk, each of the most entries that one may have
     */
    List<BenchKiosk> meeting(String id, int kiosks, int pushes, long seed) {
        String today = LocalDate.now(clock.withZone(ZoneOffset.ofHours(9))).toString();
        Random taps = new Random(seed);
        List<BenchKiosk> made = new ArrayList<>();
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO meeting (society, id, name_ja, name_en, class, start_date, end_date, credit_date, venue,"
                            + " status, token_key) VALUES ('bench', ?, '', '', 'annual', ?, ?, ?, '', 'open', ?)",
                    id,
                    today,
                    today,
                    today,
                    TOKEN_KEY);
            ManyRows.write(
                    handle,
                    "INSERT INTO roster_row (society, meeting, kind, key, subject, version, removed, digest)"
                            + " VALUES ('bench', ?, 'token', ?, ?, 1, 0, '')",
                    IntStream.range(0, tokens.size()).boxed().toList(),
                    (row, i) -> {
                        row.setString(1, id);
                        row.setString(2, tokens.get(i));
                        row.setString(3, "c" + i);
                    });
        });
        for (int i = 0; i < kiosks; i++) {
            made.add(kiosk(id, id + "-k" + i, pushes, taps));
        }
        return made;
    }

    private BenchKiosk kiosk(String meeting, String id, int pushes, Random taps) {
        byte[] privateKey = Ed25519.newPrivateKey(random);
        storage.change(handle -> handle.execute(
                "INSERT INTO kiosk (id, society, meeting, booth, public_key, software, enrolled_at, revoked_at, last_seen_at)"
                        + " VALUES (?, 'bench', ?, ?, ?, 'bench', 0, NULL, 0)",
                id,
                meeting,
                id,
                Ed25519.publicKey(privateKey)));
        byte[] journal = new byte[16];
        random.nextBytes(journal);
        return BenchKiosk.write(
                id,
                HexFormat.of().formatHex(journal),
                meeting,
                Ed25519.signer(privateKey),
                pushes,
                tokens,
                clock.instant(),
                taps);
    }
}
