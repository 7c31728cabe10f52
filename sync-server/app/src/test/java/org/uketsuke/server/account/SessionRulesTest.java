package org.uketsuke.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.Visit;
import org.uketsuke.server.Visit.Page;
import org.uketsuke.server.storage.Engine;

class SessionRulesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theFirstLinkMakesTheAdministratorOnce(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            String link = server.server().setUpLink().orElseThrow();
            Visit first = Visit.asAdministrator(server);

            Page home = first.get("/");
            Page second = new Visit(server).get(link.substring(link.indexOf("/setup/")));

            assertThat(home.status()).isEqualTo(200);
            assertThat(home.body()).contains("管理 花子");
            assertThat(second.status()).isEqualTo(410);
        }
    }

    @Test
    void theLinkDiesAfterADay() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            String link = server.server().setUpLink().orElseThrow();
            server.clock().move(SetUp.LINK_LIFE);

            Page late = new Visit(server).get(link.substring(link.indexOf("/setup/")));

            assertThat(late.status()).isEqualTo(410);
        }
    }

    @Test
    void logInGivesANewSessionIdWhateverCookieCame() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit administrator = Visit.asAdministrator(server);
            String before = administrator.cookie("sid");
            Visit victim = new Visit(server);
            victim.plant("sid", before);

            Page in = victim.logIn("admin", Visit.PASSWORD);

            assertThat(in.status()).isEqualTo(303);
            assertThat(victim.cookie("sid")).hasSize(43).isNotEqualTo(before);
            assertThat(administrator.get("/").status()).isEqualTo(401);
        }
    }

    @Test
    void theCookieCannotBeReadByScriptsOrSentByOtherSites() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit.asAdministrator(server);

            Page in = new Visit(server).logIn("ADMIN ", Visit.PASSWORD);

            assertThat(in.setCookies())
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("sid=")
                            .contains("HttpOnly")
                            .contains("SameSite=Strict")
                            .contains("Path=/")
                            .doesNotContain("Domain"));
        }
    }

    @Test
    void byHttpsTheCookieIsBoundToTheHost() {
        try (RunningServer server =
                RunningServer.start(Engine.SQLITE, folder, Optional.of("https://office.example.org"))) {
            Page page = new Visit(server).get("/login");

            assertThat(page.setCookies())
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie)
                            .startsWith("__Host-form=")
                            .contains("Secure")
                            .contains("HttpOnly"));
            assertThat(page.headers()).containsEntry("strict-transport-security", "max-age=31536000");
        }
    }

    @Test
    void aSessionEndsWithLogOutAndCannotBeReplayed() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit visit = Visit.asAdministrator(server);
            visit.get("/");
            String cookie = visit.cookie("sid");

            Page out = visit.post("/logout", Map.of());
            Page replay = new Visit(server)
                    .send(new Request.Builder().url(server.url() + "/").header("Cookie", "sid=" + cookie));

            assertThat(out.status()).isEqualTo(303);
            assertThat(replay.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aSessionEndsAfterHalfAnHourWithoutARequest(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            Visit visit = Visit.asAdministrator(server);

            server.clock().move(Session.IDLE.minusSeconds(1));
            Page busy = visit.get("/");
            server.clock().move(Session.IDLE.minusSeconds(1));
            Page still = visit.get("/");
            server.clock().move(Session.IDLE);
            Page idle = visit.get("/");

            assertThat(busy.status()).isEqualTo(200);
            assertThat(still.status()).isEqualTo(200);
            assertThat(idle.status()).isEqualTo(401);
        }
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit visit = Visit.asAdministrator(server);
            Duration step = Duration.ofMinutes(20);

            long served = 0;
            for (Duration passed = step; passed.compareTo(Duration.ofHours(13)) < 0; passed = passed.plus(step)) {
                server.clock().move(step);
                served += visit.get("/").status() == 200 ? 1 : 0;
            }

            assertThat(served).isEqualTo(12 * 3 - 1);
        }
    }

    @Test
    void aChangedPasswordEndsEveryOtherSession() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit here = Visit.asAdministrator(server);
            Visit elsewhere = new Visit(server);
            elsewhere.logIn("admin", Visit.PASSWORD);
            String fresh = "another four word secret";

            here.get("/account/password");
            Page changed =
                    here.post("/account/password", Map.of("now", Visit.PASSWORD, "password", fresh, "again", fresh));

            assertThat(changed.status()).isEqualTo(303);
            assertThat(here.get("/").status()).isEqualTo(200);
            assertThat(elsewhere.get("/").status()).isEqualTo(401);
            assertThat(new Visit(server).logIn("admin", Visit.PASSWORD).status())
                    .isEqualTo(401);
            assertThat(new Visit(server).logIn("admin", fresh).status()).isEqualTo(303);
        }
    }

    @Test
    void aDisabledPersonIsOutAtOnceAndCannotComeBack() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit administrator = Visit.asAdministrator(server);
            Visit clerk = clerk(server, administrator);

            administrator.get("/accounts");
            Page disabled = administrator.post("/accounts/" + accountId(server, "clerk") + "/disable", Map.of());

            assertThat(disabled.status()).isEqualTo(303);
            assertThat(clerk.get("/").status()).isEqualTo(401);
            assertThat(new Visit(server).logIn("clerk", Visit.PASSWORD).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theLastAdministratorCannotBeDisabled() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit administrator = Visit.asAdministrator(server);

            administrator.get("/accounts");
            administrator.post("/accounts/" + accountId(server, "admin") + "/disable", Map.of());

            assertThat(administrator.get("/accounts").status()).isEqualTo(200);
            assertThat(new Visit(server).logIn("admin", Visit.PASSWORD).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void onlyAdministratorsLookAfterAccounts() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit clerk = clerk(server, Visit.asAdministrator(server));

            Page page = clerk.get("/accounts");

            assertThat(page.status()).isEqualTo(403);
            assertThat(clerk.get("/").body()).doesNotContain("/accounts");
        }
    }

    @Test
    void afterLogInPeopleLandWithinThisServerOnly() {
        assertThat(AccountRoutes.local("/meetings/jsh/tokai-9")).isEqualTo("/meetings/jsh/tokai-9");
        assertThat(AccountRoutes.local("//evil.example")).isEqualTo("/");
        assertThat(AccountRoutes.local("https://evil.example")).isEqualTo("/");
        assertThat(AccountRoutes.local("/\\evil.example")).isEqualTo("/");
        assertThat(AccountRoutes.local("/a\r\nSet-Cookie: x=1")).isEqualTo("/");
    }

    private static Visit clerk(RunningServer server, Visit administrator) {
        administrator.get("/accounts");
        String page =
                administrator.post("/accounts/links", Map.of("role", "CLERK")).body();
        int at = page.indexOf(server.url() + "/setup/");
        Visit clerk = new Visit(server);
        assertThat(clerk.setUp(page.substring(at, page.indexOf('<', at)), "clerk", "担当 太郎")
                        .status())
                .isEqualTo(303);
        return clerk;
    }

    private static String accountId(RunningServer server, String login) {
        return server.storage()
                .read(handle -> handle.createQuery("SELECT id FROM account WHERE login = :login")
                        .bind("login", login)
                        .mapTo(String.class)
                        .one());
    }
}
