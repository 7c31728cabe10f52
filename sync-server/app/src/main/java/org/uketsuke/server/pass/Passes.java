package org.uketsuke.server.pass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.server.credit.Term;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.member.Member;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.member.QualificationStore;
import org.uketsuke.server.society.Society;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Storage;

/**
 * Issues member passes. A society's key is made when it first issues one; a key signs for a year, then a new one takes over
 * while passes of the old one stay good.
 */
public final class Passes {
    /** Longest time a pass may be good for. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(9 * 365L);

    private static final Duration KEY_SIGNS_FOR = Duration.ofDays(365);
    private static final Duration KEY_GOOD_FOR = Duration.ofDays(11 * 365L);
    private static final int KEY_IDS = 1 << 16;
    private static final int GENERATION_MAX = (1 << 16) - 1;
    private static final int NUMBER_BYTES = 6;
    private static final Duration WITHOUT_TERM = Duration.ofDays(365);

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;

    /** Over a database. */
    public Passes(Storage storage, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
    }

    /** What became of a wish for a pass. */
    public sealed interface Answer {
        /**
         * Here it is.
         *
         * @param text what its QR code says
         * @param notAfter good until then
         */
        record Issued(String text, Instant notAfter) implements Answer {}

        /** There is no society of that code. */
        record UnknownSociety() implements Answer {}

        /** There is no member of that number. */
        record UnknownMember() implements Answer {}
    }

    /**
     * Issues a pass that is good from the beginning of this day.
     *
     * @param lifetime how long from now on; empty: to the end of the member's term, or a year without one
     * @param voidOlder whether all passes issued to the member before shall stop
     * @throws IllegalArgumentException if the lifetime is not positive or longer than {@link #LIFETIME_MAX}
     */
    public Answer issue(String society, String memberNo, Optional<Duration> lifetime, boolean voidOlder) {
        if (lifetime.isPresent()
                && (lifetime.get().toMinutes() < 1 || lifetime.get().compareTo(LIFETIME_MAX) > 0)) {
            throw new IllegalArgumentException(
                    "A pass is good for a minute at least and %d days at most".formatted(LIFETIME_MAX.toDays()));
        }
        return storage.write(handle -> {
            SocietyStore societies = new SocietyStore(handle);
            societies.lock(society, storage.dialect());
            Optional<Society> found = societies.find(society);
            if (found.isEmpty()) {
                return new Answer.UnknownSociety();
            }
            Optional<Member> member = new MemberStore(handle).byNumber(society, memberNo);
            if (member.isEmpty()) {
                return new Answer.UnknownMember();
            }
            return issue(handle, found.get(), member.get(), lifetime, voidOlder);
        });
    }

    private Answer issue(
            Handle handle, Society society, Member member, Optional<Duration> lifetime, boolean voidOlder) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, society.zone());
        Instant notAfter = lifetime.map(now::plus).orElseGet(() -> endOfTerm(handle, society, member, today));
        int generation = voidOlder ? voidOlder(handle, society, member) : member.passGeneration();
        PassSigningKey key = signingKey(handle, society.code(), now, notAfter);
        Instant notBefore = latest(today.atStartOfDay(society.zone()).toInstant(), key.validFrom());
        long wholeMinutes = Duration.between(notBefore, notAfter).toMinutes();
        byte[] number = new byte[NUMBER_BYTES];
        random.nextBytes(number);
        MemberPass pass = new MemberPass(
                key.id(),
                society.number(),
                member.passId(),
                generation,
                notBefore,
                Duration.ofMinutes(wholeMinutes),
                HexFormat.of().formatHex(number));
        return new Answer.Issued(pass.issue(Ed25519.signer(key.privateKey())), pass.notAfter());
    }

    private static Instant endOfTerm(Handle handle, Society society, Member member, LocalDate today) {
        ZoneId zone = society.zone();
        return new QualificationStore(handle)
                .ofMembers(society.code(), List.of(member.id())).values().stream()
                        .flatMap(List::stream)
                        .flatMap(qualification -> Term.on(today, qualification.terms()).stream())
                        .map(term -> term.validity()
                                .to()
                                .plusDays(1)
                                .atStartOfDay(zone)
                                .toInstant())
                        .max(Comparator.naturalOrder())
                        .orElseGet(() -> today.atStartOfDay(zone).toInstant().plus(WITHOUT_TERM));
    }

    private static int voidOlder(Handle handle, Society society, Member member) {
        int generation = Math.min(member.passGeneration() + 1, GENERATION_MAX);
        new PassKeyStore(handle).raiseGeneration(society.code(), member.id(), generation);
        new SocietyStore(handle).countChange(society.code());
        return generation;
    }

    private PassSigningKey signingKey(Handle handle, String society, Instant now, Instant notAfter) {
        PassKeyStore store = new PassKeyStore(handle);
        List<PassSigningKey> keys = store.all(society);
        Optional<PassSigningKey> inUse = keys.stream()
                .filter(key -> now.isBefore(key.validFrom().plus(KEY_SIGNS_FOR)))
                .filter(key ->
                        !key.validTo().isBefore(notAfter) && !key.validFrom().isAfter(now))
                .max(Comparator.comparing(PassSigningKey::validFrom));
        return inUse.orElseGet(() -> {
            int id = keys.stream().mapToInt(PassSigningKey::id).max().orElse(0) % (KEY_IDS - 1) + 1;
            byte[] privateKey = Ed25519.newPrivateKey(random);
            Instant from = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
            PassSigningKey made =
                    new PassSigningKey(id, Ed25519.publicKey(privateKey), privateKey, from, now.plus(KEY_GOOD_FOR));
            store.insert(society, made);
            new SocietyStore(handle).countChange(society);
            return made;
        });
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
