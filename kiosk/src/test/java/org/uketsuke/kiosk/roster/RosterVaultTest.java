package org.uketsuke.kiosk.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.roster.RosterChange.Installed;
import org.uketsuke.kiosk.roster.RosterChange.Refused;
import org.uketsuke.kiosk.roster.RosterChange.Why;
import org.uketsuke.protocol.JournalEvent.Fault;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

class RosterVaultTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final List<Fault> faults = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();

    @Test
    void aSignedSnapshotIsTakenIntoUseAndThereAfterARestart() {
        SampleRoster sample = sample(1);

        RosterChange change = vault().installSnapshot(sample.manifest(), sample.bytes());

        assertThat(change).isEqualTo(new Installed(1, true));
        RosterVault restarted = vault();
        assertThat(restarted.version()).isEqualTo(1);
        assertThat(restarted.current().orElseThrow().byMemberNo("000003")).isPresent();
        assertThat(faults).isEmpty();
    }

    @Test
    void nothingOfTheRosterIsReadableOnDisk() throws Exception {
        SampleRoster sample = sample(1);
        vault().installSnapshot(sample.manifest(), sample.bytes());

        String plainName = "山田";
        assertThat(new String(sample.bytes(), StandardCharsets.UTF_8)).contains(plainName);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertThat(content).as(file.toString()).doesNotContain(plainName, "SQLite format", "m00000001");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("roster.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNotAsAnnouncedIsRefusedAndTheOldRosterStays() {
        SampleRoster first = sample(1);
        SampleRoster second = sample(2);
        RosterVault vault = vault();
        vault.installSnapshot(first.manifest(), first.bytes());
        byte[] bytes = second.bytes();
        byte[] altered = bytes.clone();
        altered[5_000] ^= 1;
        RosterManifest manifest = second.manifest();

        assertRefused(vault.installSnapshot(manifest, Arrays.copyOf(bytes, 5_000)), Why.WRONG_LENGTH);
        assertRefused(vault.installSnapshot(manifest, altered), Why.WRONG_HASH);
        assertRefused(vault.installSnapshot(with(manifest, 9, manifest.signature()), bytes), Why.BAD_SIGNATURE);
        assertRefused(vault.installSnapshot(with(manifest, 2, "not base64!"), bytes), Why.BAD_SIGNATURE);
        assertRefused(vault.installSnapshot(with(manifest, 2, ""), bytes), Why.BAD_SIGNATURE);
        RosterManifest other =
                new RosterManifest("other", 2, 10, 10, manifest.bytes(), manifest.sha256(), manifest.signature());
        assertRefused(vault.installSnapshot(other, bytes), Why.OTHER_MEETING);
        assertThat(vault.version()).isEqualTo(1);
    }

    @Test
    void aSignedFileThatIsNoRosterIsRefused() {
        byte[] junk = new byte[4_096];
        RosterManifest manifest = SampleRoster.manifestOf(junk, 1, 1);

        assertRefused(vault().installSnapshot(manifest, junk), Why.NOT_A_ROSTER);
    }

    @Test
    void aRosterWithOtherNumbersThanItsManifestIsRefused() {
        SampleRoster sample = sample(1);

        assertRefused(
                vault().installSnapshot(SampleRoster.manifestOf(sample.bytes(), 11, 1), sample.bytes()),
                Why.NOT_A_ROSTER);
    }

    @Test
    void aDamagedFileIsReportedAndTheKioskGoesOnWithoutARoster() throws Exception {
        SampleRoster sample = sample(1);
        vault().installSnapshot(sample.manifest(), sample.bytes());
        Path sealed = folder.resolve(RosterVault.FILE_NAME);
        byte[] bytes = Files.readAllBytes(sealed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(sealed, bytes);

        RosterVault vault = vault();

        assertThat(vault.current()).isEmpty();
        assertThat(vault.version()).isZero();
        assertThat(faults).extracting(Fault::code).containsExactly("roster-unreadable");
        assertThat(vault.installSnapshot(sample.manifest(), sample.bytes())).isEqualTo(new Installed(1, true));
    }

    @Test
    void aForeignFileIsReported() throws Exception {
        Files.writeString(folder.resolve(RosterVault.FILE_NAME), "somebody's letter");

        assertThat(vault().current()).isEmpty();
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("is not a sealed roster"));
    }

    @Test
    void withoutTheKeyTheFileIsOfNoUse() throws Exception {
        SampleRoster sample = sample(1);
        vault().installSnapshot(sample.manifest(), sample.bytes());
        Files.delete(folder.resolve("roster.key"));

        assertThat(vault().current()).isEmpty();
        assertThat(faults).hasSize(1);
    }

    @Test
    void aKeyFileOfTheWrongLengthIsSetAside() throws Exception {
        Files.write(folder.resolve("roster.key"), new byte[] {1, 2, 3});
        SampleRoster sample = sample(1);

        assertThat(vault().installSnapshot(sample.manifest(), sample.bytes())).isEqualTo(new Installed(1, true));
        assertThat(folder.resolve("roster.key.bad")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void aLockedBoothReadsItsRosterOnceItIsOpened() {
        SampleRoster sample = sample(1);
        vault().installSnapshot(sample.manifest(), sample.bytes());
        RosterKey real = new RosterKeyFile(folder.resolve("roster.key"), random);
        Optional<SecretKey>[] held = holder();
        RosterVault vault = vault(new RosterKey() {
            @Override
            public Optional<SecretKey> unlocked() {
                return held[0];
            }

            @Override
            public boolean destroy() {
                return real.destroy();
            }
        });
        assertThat(vault.current()).isEmpty();

        held[0] = real.unlocked();

        assertThat(vault.unlock()).isTrue();
        assertThat(vault.version()).isEqualTo(1);
    }

    @SuppressWarnings("unchecked")
    private static Optional<SecretKey>[] holder() {
        return new Optional[] {Optional.empty()};
    }

    @Test
    void aDeltaChangesMembersCardsAndKeys() {
        RosterVault vault = vault();
        SampleRoster sample = sample(1);
        vault.installSnapshot(sample.manifest(), sample.bytes());
        Roster before = vault.current().orElseThrow();
        RawToken newCard = RawToken.of(Medium.FELICA, "01FFFFFFFFFFFFFF");
        LocalDate from = LocalDate.parse("2026-04-01");
        LocalDate to = LocalDate.parse("2031-03-31");
        RosterMember renamed = new RosterMember(
                SampleRoster.memberId(0),
                "000000",
                "佐々木",
                "太郎",
                "ササキ",
                "タロウ",
                "第0病院",
                SampleRoster.passId(0),
                2,
                List.of(new RosterTerm("specialist", from, to), new RosterTerm("instructor", from, to)));
        RosterToken token = new RosterToken(
                before.tokenOf(newCard).hex(), renamed.id(), "c-new", Medium.FELICA, from, to, CardStatus.ACTIVE);
        PassKey key = new PassKey(7, "AAAA", Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"));
        String oldToken = before.tokenOf(SampleRoster.card(0)).hex();

        RosterChange change = vault.apply(
                new RosterDelta(
                        1,
                        List.of(renamed),
                        List.of(SampleRoster.memberId(1)),
                        List.of(token),
                        List.of(oldToken),
                        List.of(key),
                        Optional.empty()),
                2);

        assertThat(change).isEqualTo(new Installed(2, true));
        Roster roster = vault.current().orElseThrow();
        CardHolder found = roster.findByToken(roster.tokenOf(newCard)).orElseThrow();
        assertThat(found.member())
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(renamed);
        assertThat(found.card()).isEqualTo(token);
        assertThat(roster.findByToken(roster.tokenOf(SampleRoster.card(0)))).isEmpty();
        assertThat(roster.byId(SampleRoster.memberId(1))).isEmpty();
        assertThat(roster.findByToken(roster.tokenOf(SampleRoster.card(1)))).isEmpty();
        assertThat(roster.searchKana("ささき", 10)).extracting(RosterMember::id).containsExactly(renamed.id());
        assertThat(roster.passKey(7)).contains(key);
        assertThat(roster.passKey(1)).isEmpty();
        assertThat(before.byId(SampleRoster.memberId(1)))
                .as("who still holds the old roster reads the old roster")
                .isPresent();
        assertThat(vault().version()).isEqualTo(2);
    }

    @Test
    void aDeltaThatLeadsBackIsRefused() {
        RosterVault vault = vault();
        SampleRoster sample = sample(5);
        vault.installSnapshot(sample.manifest(), sample.bytes());

        assertRefused(vault.apply(nothing(5), 5), Why.OTHER_VERSION);
        assertRefused(vault.apply(nothing(5), 4), Why.OTHER_VERSION);
        assertThat(vault.version()).isEqualTo(5);
    }

    @Test
    void changesAreTakenInWhileTheRosterInUseIsBusyWithLookUps() throws Exception {
        RosterVault vault = vault();
        SampleRoster sample = sample(1);
        vault.installSnapshot(sample.manifest(), sample.bytes());
        Roster inUse = vault.current().orElseThrow();

        synchronized (inUse) {
            Future<RosterChange> change = ForkJoinPool.commonPool().submit(() -> vault.apply(nothing(1), 2));

            assertThat(change.get(60, TimeUnit.SECONDS)).isEqualTo(new Installed(2, true));
        }
    }

    private static RosterDelta nothing(long from) {
        return new RosterDelta(from, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    @Test
    void aDeltaForAnotherVersionIsRefused() {
        RosterDelta delta = new RosterDelta(5, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
        assertRefused(vault().apply(delta, 6), Why.OTHER_VERSION);
        RosterVault vault = vault();
        SampleRoster sample = sample(1);
        vault.installSnapshot(sample.manifest(), sample.bytes());

        assertRefused(vault.apply(delta, 6), Why.OTHER_VERSION);
        assertThat(vault.version()).isEqualTo(1);
    }

    @Test
    void afterWipingNothingIsLeft() throws Exception {
        RosterVault vault = vault();
        SampleRoster sample = sample(1);
        vault.installSnapshot(sample.manifest(), sample.bytes());
        Roster roster = vault.current().orElseThrow();

        assertThat(vault.wipe()).containsExactly("memory", "roster.key", "roster.sealed");

        assertThat(vault.current()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).containsExactly(folder.resolve("roster.wiped"));
        }
        assertThatThrownBy(() -> roster.byMemberNo("000001")).isInstanceOf(RosterUnusable.class);
    }

    @Test
    void aWipedVaultTakesNoRosterAnyMoreAndFinishesWhatAnInterruptedWipeLeft() throws Exception {
        RosterVault vault = vault();
        SampleRoster sample = sample(1);
        vault.installSnapshot(sample.manifest(), sample.bytes());
        byte[] sealed = Files.readAllBytes(folder.resolve("roster.sealed"));
        vault.wipe();
        Files.write(folder.resolve("roster.sealed"), sealed);
        Files.write(folder.resolve("roster.key"), new byte[32]);

        RosterVault restarted = vault();

        assertThat(restarted.isWiped()).isTrue();
        assertThat(restarted.takesNone()).isTrue();
        assertThat(restarted.unlock()).isFalse();
        assertRefused(restarted.installSnapshot(sample.manifest(), sample.bytes()), Why.WIPED);
        assertThat(folder.resolve("roster.sealed")).doesNotExist();
        assertThat(folder.resolve("roster.key")).doesNotExist();
    }

    private SampleRoster sample(long version) {
        return SampleRoster.make(elsewhere.resolve("sample-" + version + ".db"), 10, version);
    }

    private static RosterManifest with(RosterManifest manifest, long members, String signature) {
        return new RosterManifest(
                manifest.meeting(),
                manifest.version(),
                members,
                manifest.tokens(),
                manifest.bytes(),
                manifest.sha256(),
                signature);
    }

    private static void assertRefused(RosterChange change, Why why) {
        assertThat(change)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private RosterVault vault() {
        return vault(new RosterKeyFile(folder.resolve("roster.key"), random));
    }

    private RosterVault vault(RosterKey key) {
        return new RosterVault(
                folder, SampleRoster.MEETING, SampleRoster.serverKey(), Ed25519.check(), key, random, faults::add);
    }
}
