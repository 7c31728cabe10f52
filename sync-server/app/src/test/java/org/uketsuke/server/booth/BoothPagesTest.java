package org.uketsuke.server.booth;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.Visit.Page;
import org.uketsuke.server.storage.Engine;

/** What an administrator does with the booths of a meeting, through the pages. */
final class BoothPagesTest {
    private static final String BOOTH = "/meetings/jsh/tokai-9/booth";
    private static final Pattern PIN = Pattern.compile("<b>(\\d{4}) (\\d{4})</b>");
    private static final Pattern KEY = Pattern.compile("UKB1(-[A-Z2-7]{4}){7}");

    @TempDir
    private Path folder;

    private AutoCloseable toClose = () -> {};

    @AfterEach
    void close() throws Exception {
        toClose.close();
    }

    private RunningServer server(Engine engine) {
        RunningServer server = RunningServer.start(engine, folder);
        toClose = server;
        SmallSociety.into(server.storage());
        return server;
    }

    private static Page add(Visit visit, String name, String lead) {
        visit.get(BOOTH);
        return visit.post(BOOTH + "/staff", Map.of("name", name, "lead", lead));
    }

    private static String found(Pattern pattern, Page page) {
        Matcher matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group().replaceAll("[^0-9A-Z-]", "");
    }

    private static List<BoothStaff> active(RunningServer server) {
        return server.storage().read(handle -> new BoothStaffStore(handle).active("jsh", "tokai-9"));
    }

    private static List<String> audit(RunningServer server) {
        return server.storage()
                .read(handle -> handle.createQuery("SELECT action || ' ' || subject || ' ' || detail FROM audit"
                                + " WHERE action LIKE 'STAFF%' OR action LIKE 'BOOTH%' ORDER BY seq")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsAddedGetsAPinAndACardThatAreShownOnceAndKeptAsHashes(Engine engine) {
        RunningServer server = server(engine);
        Visit visit = Visit.asAdministrator(server);

        Page first = add(visit, " 山本 花子 ", "yes");
        Page second = add(visit, "佐藤", "no");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).containsEntry("cache-control", "no-store");
        assertThat(first.body()).contains("山本 花子", "staff-1", "責任者", "<path", "Do not show or lend it");
        assertThat(second.body()).contains("staff-2", "受付の係員");
        String pin = found(PIN, first);
        assertThat(pin).isNotEqualTo(found(PIN, second));
        List<BoothStaff> staff = active(server);
        assertThat(staff).extracting(BoothStaff::id).containsExactly("staff-1", "staff-2");
        BoothStaff lead = staff.get(0);
        assertThat(lead.lead()).isTrue();
        assertThat(lead.name()).isEqualTo("山本 花子");
        assertThat(lead.pinHash()).startsWith("$argon2id$").doesNotContain(pin);
        assertThat(Argon2Function.getInstanceFromHash(lead.pinHash()).check(pin, lead.pinHash()))
                .isTrue();
        assertThat(lead.codeHash()).hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
        assertThat(visit.get(BOOTH).body())
                .contains("山本 花子")
                .doesNotContain(pin.substring(0, 4) + " ", lead.pinHash(), "UKS1");
        assertThat(audit(server))
                .containsExactly("STAFF_ADDED jsh/tokai-9 staff-1 lead", "STAFF_ADDED jsh/tokai-9 staff-2");
    }

    @Test
    void aNewCardEndsTheOldOne() {
        RunningServer server = server(Engine.SQLITE);
        Visit visit = Visit.asAdministrator(server);
        String oldPin = found(PIN, add(visit, "山本", "no"));
        BoothStaff before = active(server).get(0);

        visit.get(BOOTH);
        Page card = visit.post(BOOTH + "/staff/staff-1/card", Map.of());

        BoothStaff after = active(server).get(0);
        assertThat(found(PIN, card)).isNotEqualTo(oldPin);
        assertThat(Argon2Function.getInstanceFromHash(after.pinHash()).check(oldPin, after.pinHash()))
                .isFalse();
        assertThat(after.codeHash()).isNotEqualTo(before.codeHash());
        visit.get(BOOTH);
        assertThat(visit.post(BOOTH + "/staff/staff-9/card", Map.of()).status()).isEqualTo(404);
        assertThat(audit(server))
                .containsExactly("STAFF_ADDED jsh/tokai-9 staff-1", "STAFF_CARD_MADE jsh/tokai-9 staff-1");
    }

    @Test
    void whoeverIsTakenOffStaysInTheListAndTheirIdIsNotGivenAgain() {
        RunningServer server = server(Engine.SQLITE);
        Visit visit = Visit.asAdministrator(server);
        add(visit, "山本", "no");

        visit.get(BOOTH);
        Page stopped = visit.post(BOOTH + "/staff/staff-1/stop", Map.of());
        visit.get(BOOTH);
        visit.post(BOOTH + "/staff/staff-1/stop", Map.of());
        add(visit, "佐藤", "no");

        assertThat(stopped.location()).isEqualTo(BOOTH);
        assertThat(active(server)).extracting(BoothStaff::id).containsExactly("staff-2");
        assertThat(visit.get(BOOTH + "?lang=en").body()).contains("山本", "Taken off");
        assertThat(visit.post(BOOTH + "/staff/staff-1/card", Map.of()).status()).isEqualTo(404);
        assertThat(audit(server))
                .filteredOn(line -> line.startsWith("STAFF_STOPPED"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "0123456789012345678901234567890123456789012345678901234567890", "a\tb"})
    void aNameThatIsNoneIsGivenBackWithAWord(String name) {
        RunningServer server = server(Engine.SQLITE);
        Visit visit = Visit.asAdministrator(server);

        Page page = add(visit, name, "no");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", "氏名を60文字以内で入力してください。");
        assertThat(active(server)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theKeyIsShownByAFormOnlyAndEachTimeIsKept(Engine engine) {
        RunningServer server = server(engine);
        Visit visit = Visit.asAdministrator(server);

        assertThat(visit.get(BOOTH).body()).doesNotContainPattern(KEY);
        Page shown = visit.post(BOOTH + "/key", Map.of());
        visit.get(BOOTH);
        Page again = visit.post(BOOTH + "/key", Map.of());

        assertThat(shown.headers()).containsEntry("cache-control", "no-store");
        assertThat(shown.body()).contains("<path", "端末とは別に保管し", "Keep and carry it apart from the kiosk");
        assertThat(found(KEY, again)).isEqualTo(found(KEY, shown));
        assertThat(audit(server)).containsExactly("BOOTH_KEY_SHOWN jsh/tokai-9 ", "BOOTH_KEY_SHOWN jsh/tokai-9 ");
    }

    @Test
    void kiosksHearOfTheKeyAndOfANewOneByItsCheck() {
        RunningServer server = server(Engine.SQLITE);
        KioskClient kiosk = new KioskClient(server);
        kiosk.enrol(SmallSociety.code(server));
        Visit visit = Visit.asAdministrator(server);
        visit.get(BOOTH);
        BoothKey first =
                BoothKey.read(found(KEY, visit.post(BOOTH + "/key", Map.of()))).orElseThrow();
        String before = check(kiosk);

        visit.get(BOOTH);
        BoothKey second = BoothKey.read(found(KEY, visit.post(BOOTH + "/key/new", Map.of())))
                .orElseThrow();

        assertThat(before).isEqualTo(first.check("tokai-9"));
        assertThat(check(kiosk)).isEqualTo(second.check("tokai-9")).isNotEqualTo(before);
        assertThat(kiosk.get("/assignment").text()).doesNotContain(second.text());
        assertThat(audit(server)).contains("BOOTH_KEY_MADE jsh/tokai-9 ");
    }

    private static String check(KioskClient kiosk) {
        return kiosk.get("/assignment")
                .as(AssignmentAnswer.class)
                .assignment()
                .boothKeyCheck()
                .orElseThrow();
    }

    @Test
    void onlyAdministratorsComeHere() {
        RunningServer server = server(Engine.SQLITE);
        Visit administrator = Visit.asAdministrator(server);
        administrator.get("/accounts");
        String link = administrator
                .post("/accounts/links", Map.of("role", "REVIEWER"))
                .body();
        Matcher path = Pattern.compile("/setup/[A-Za-z0-9_-]+").matcher(link);
        assertThat(path.find()).isTrue();
        Visit reviewer = new Visit(server);
        reviewer.setUp(server.url() + path.group(), "reviewer", "確認 次郎");

        assertThat(reviewer.get("/meetings/jsh/tokai-9").body()).doesNotContain(BOOTH);
        assertThat(reviewer.get(BOOTH).status()).isEqualTo(403);
        reviewer.get("/");
        assertThat(reviewer.post(BOOTH + "/key", Map.of()).status()).isEqualTo(403);
        assertThat(administrator.get("/meetings/jsh/tokai-9").body()).contains(BOOTH);
        assertThat(administrator.get("/meetings/jsh/nowhere/booth").status()).isEqualTo(404);
    }
}
