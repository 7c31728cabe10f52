package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.BoothStatus.ReaderLine;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.sync.SyncTrouble;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;

/** How the page behaves in a real browser: idle, trouble, help, languages, results that come and go. */
class PageInBrowserTest {
    private static final Sample SAMPLE = new Sample(
            new Text("見本 専門医カード（山田）", "SAMPLE specialist card (Yamada)"), new Scan.Text("SAMPLE-1", "sample"));

    private BoothFixture booth;
    private Browser browser;

    @BeforeEach
    void openPage(@TempDir Path profile) {
        Peers.needBrowser();
        booth = new BoothFixture(SAMPLE);
        browser = new Browser(profile);
        // lets a test make timers run faster, so that none waits for a page to fall idle
        browser.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "{const real = window.setTimeout; window.setTimeout = (f, ms) => real(f, ms / (window.hurry ?? 1));}"));
        browser.open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
        browser.until("document.getElementById('meeting').textContent.includes('第87回')");
    }

    @AfterEach
    void closePage() {
        if (browser != null) {
            browser.close();
            booth.close();
        }
    }

    @Test
    void idleInvitesAndShowsMeetingClockAndThatAllIsSent() {
        browser.picture("IDLE-ja");

        assertThat(browser.text("#invitation")).isEqualTo("カードをかざしてください");
        assertThat(browser.text("#clock")).isEqualTo("9:02");
        assertThat(browser.text("#sync")).contains("送信済み");
        assertThat(browser.text("#link")).isEmpty();
        assertThat(browser.text("#touchWhere")).isEqualTo("カードはリーダーの上に");
        assertThat(browser.text("#qrWhere")).isEqualTo("QRコードは読み取り機に");
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("key");
        browser.press("#language")
                .until("document.documentElement.lang === 'en'")
                .picture("IDLE-en");
        assertThat(browser.text("#invitation")).isEqualTo("Touch your card");
    }

    @Test
    void languageFallsBackToJapaneseWhenNobodyIsThere() {
        browser.run("window.hurry = 5");
        browser.press("#language").until("document.documentElement.lang === 'en'");

        browser.until("document.documentElement.lang === 'ja'");
    }

    @Test
    void resultGoesByItselfAndTheNextOneReplacesItAtOnce() {
        booth.screen.show(BoothFixture.result(Outcome.UNKNOWN_CARD, true));
        browser.until("document.body.dataset.face === 'UNKNOWN_CARD'");

        booth.screen.show(BoothFixture.result(Outcome.ACCEPTED, true));

        browser.until("document.body.dataset.face === 'REGISTERED'");
        assertThat(browser.text("#resultTitle")).isEqualTo("単位登録を受け付けました");
        assertThat(browser.text("#resultName")).isEqualTo("山田 太◯ 様");
        assertThat(browser.text("#resultDetail")).contains("15単位");
        browser.run("window.hurry = 20");
        booth.screen.show(BoothFixture.result(Outcome.ALREADY, true));
        browser.until("document.body.dataset.face === 'IDLE'");
        assertThat((String) browser.run("return document.getElementById('result').textContent"))
                .doesNotContain("山田");
    }

    @Test
    void offlineShowsWhatWaitsAndNeverStandsInTheWay() {
        booth.status = BoothFixture.status(Service.OPEN, "ready", false, 128);

        browser.until("document.getElementById('sync').textContent.includes('128件')");

        browser.picture("IDLE-offline");
        assertThat(browser.text("#sync")).contains("未送信 128件").contains("1時間前から");
        assertThat(browser.text("#link")).isEqualTo("オフライン・記録中");
        assertThat(browser.text("#trouble")).isEmpty();
        booth.screen.show(BoothFixture.result(Outcome.ACCEPTED, false));
        browser.until("document.body.dataset.face === 'REGISTERED'");
        assertThat(browser.text("#laterText")).isEqualTo("記録済み・後で事務局へ送信します");
    }

    @Test
    void withoutReaderTheQrCodeStillWorksAndThePageSaysSo() {
        booth.status = BoothFixture.status(Service.OPEN, "gone", false, 0);

        browser.until("document.getElementById('idle').dataset.state === 'reader-gone'");

        browser.picture("IDLE-reader-gone");
        assertThat(browser.text("#invitation")).isEqualTo("QRコードをかざしてください");
        assertThat(browser.text("#touchWhere")).isEmpty();
        assertThat(browser.text("#qrWhere")).isEqualTo("QRコードは読み取り機に");
        assertThat(browser.text("#trouble")).isEqualTo("カードリーダーが応答しません（Sony RC-S300/P）。接続を確認してください");

        booth.status = BoothFixture.status(Service.OPEN, List.of(), false, 0);
        browser.until("document.getElementById('trouble').textContent === 'カードリーダーが見つかりません。接続を確認してください'");
    }

    @Test
    void staffSeeInTheirLanguageWhyTheServerTakesNothingAndWhatToDo() {
        booth.status = BoothFixture.hindered(SyncTrouble.NOT_ENROLLED);

        browser.until("document.getElementById('trouble').textContent !== ''").picture("IDLE-sync-refused");

        assertThat(browser.text("#trouble")).isEqualTo("送信できません。この端末はサーバーに登録されていません。事務局にご連絡ください（記録は端末に残っています）");
        assertThat(browser.text("#link"))
                .as("a server that refuses is not away")
                .isEmpty();
        browser.press("#language").until("document.documentElement.lang === 'en'");
        assertThat(browser.text("#trouble"))
                .isEqualTo("Cannot send: this kiosk is not enrolled. Tell the office (records are kept here)");
    }

    @Test
    void busyServerIsSaidAndNobodyIsCalledForIt() {
        booth.status = BoothFixture.hindered(SyncTrouble.BUSY);

        browser.until("document.getElementById('link').textContent === 'サーバー混雑中・記録中'");

        assertThat(browser.text("#trouble")).isEmpty();
    }

    @Test
    void tooEarlyTouchIsToldWhenItOpens() {
        booth.status = BoothFixture.status(Service.BEFORE, "ready", false, 0);
        browser.until("document.getElementById('idle').dataset.state === 'before'");

        booth.screen.show(BoothFixture.result(Outcome.TOO_EARLY, true));

        browser.until("document.body.dataset.face === 'TOO_EARLY'");
        assertThat(browser.text("#resultHint")).isEqualTo("10月16日(金) 10:00 から受付します。その後、もう一度かざしてください");
        browser.press("#language").until("document.documentElement.lang === 'en'");
        assertThat(browser.text("#resultHint"))
                .isEqualTo("Registration opens on Fri 16 October at 10:00. Please touch again then");
    }

    @Test
    void withoutRosterNoCreditIsPromisedAndNobodyIsNamed() {
        booth.screen.show(BoothFixture.result(Outcome.NO_ROSTER, true));

        browser.until("document.body.dataset.face === 'NO_ROSTER'");

        assertThat(browser.text("#resultDetail")).isEqualTo("第87回日本血液学会学術集会");
        assertThat(browser.text("#result")).doesNotContain("単位").doesNotContain("山田");
    }

    @Test
    void staffSeeThatTheDiskIsFullWhileTheBoothGoesOn() {
        booth.status = BoothFixture.diskFull();

        browser.until("document.getElementById('trouble').textContent.includes('ディスク')");

        assertThat(browser.run("return document.body.dataset.face")).isNotEqualTo("OUT_OF_ORDER");
    }

    @Test
    void stuckReaderIsNoReaderAndOneLostOfTwoIsNamed() {
        booth.status = BoothFixture.status(Service.OPEN, "stuck", false, 0);
        browser.until("document.getElementById('idle').dataset.state === 'reader-gone'");
        assertThat(browser.text("#trouble")).contains("カードリーダーが応答しません");

        ReaderLine works = new ReaderLine("Sony RC-S300/P", "sony-rc-s300", "card");
        ReaderLine lost = new ReaderLine("ACS ACR122U 00", "acs-acr122u", "gone");
        booth.status = BoothFixture.status(Service.OPEN, List.of(works, lost), false, 0);
        browser.until("document.getElementById('idle').dataset.state === 'open'")
                .picture("IDLE-one-reader-lost");

        assertThat(browser.text("#trouble"))
                .contains("ACS ACR122U 00")
                .doesNotContain("Sony")
                .doesNotContain("見つかりません");
    }

    @Test
    void beforeItOpensTheBoothSaysWhen() {
        booth.status = BoothFixture.status(Service.BEFORE, "ready", false, 0);

        browser.until("document.getElementById('idle').dataset.state === 'before'")
                .picture("IDLE-before");

        assertThat(browser.text("#invitation")).isEqualTo("受付の開始前です");
        assertThat(browser.text("#invitationMore")).isEqualTo("10月16日(金) 10:00 に受付を始めます");
    }

    @Test
    void closedAndOutOfOrderBoothsSaySo() {
        booth.status = BoothFixture.status(Service.CLOSED, "ready", false, 0);
        browser.until("document.getElementById('idle').dataset.state === 'closed'")
                .picture("IDLE-closed");

        booth.status = BoothFixture.status(Service.OUT_OF_ORDER, "ready", false, 0);
        browser.until("document.body.dataset.face === 'CANNOT_RECORD'").picture("CANNOT_RECORD-ja");
        assertThat(browser.text("#resultHint")).contains("隣の受付");
        assertThat(browser.text("#resultReason")).startsWith("係員用：記録を保存できません");
        assertThat(browser.text("#sync")).isEmpty();

        booth.screen.show(BoothFixture.result(Outcome.NO_TERM, true));
        browser.until("document.body.dataset.face === 'NO_TERM'").press("#dismiss");
        browser.until("document.body.dataset.face === 'CANNOT_RECORD'");
        booth.status = BoothFixture.open();
        browser.until("document.body.dataset.face === 'IDLE'");
    }

    @Test
    void kioskThatHangsOnItsDiskDoesNotGoOnInviting() {
        CountDownLatch diskAnswers = new CountDownLatch(1);
        booth.diskAnswers = diskAnswers;
        browser.run("const now = performance.now.bind(performance); performance.now = () => now() * 100");

        browser.until("document.body.dataset.face === 'OUT_OF_ORDER'").picture("OUT_OF_ORDER-hung");
        assertNothingIsClaimed();

        diskAnswers.countDown();
        browser.run("delete performance.now");
        browser.until("document.body.dataset.face === 'IDLE'");
        assertThat(browser.text("#sync")).contains("送信済み");
    }

    @Test
    void kioskThatDoesNotAnswerIsOutOfOrder() {
        booth.close();

        browser.until("document.body.dataset.face === 'OUT_OF_ORDER'").picture("OUT_OF_ORDER-gone");
        assertThat(browser.text("#resultHint")).contains("隣の受付");
        assertThat(browser.text("#resultReason")).contains("再起動してください");
        assertNothingIsClaimed();
    }

    /** A page whose kiosk does not answer knows nothing of what was sent, nor of what was recorded. */
    private void assertNothingIsClaimed() {
        assertThat(browser.text(".standing")).isEqualTo("受付プログラムが応答しません");
    }

    @Test
    void pageOfAnEarlierStartSaysThatItMustBeOpenedAnewAndComesBackOnceItIs() {
        int port = booth.screen.port();
        booth.close();
        booth = new BoothFixture(port, BoothFixture.SCANNER);

        browser.until("document.body.dataset.face === 'REOPEN'").picture("REOPEN-ja");
        assertThat(browser.text("#resultReason")).contains("新しいアドレスを開いてください");
        assertNothingIsClaimed();

        browser.await("await fetch(arguments[0])", booth.screen.firstUrl());
        browser.until("document.body.dataset.ready === 'true' && document.body.dataset.face !== 'REOPEN'");
    }

    @Test
    void resultsAreAnnouncedInARegionThatIsThereBefore() {
        assertThat(browser.run("return document.querySelector('[role=status]').checkVisibility()"))
                .isEqualTo(true);
        assertThat(browser.run("return document.querySelector('[role=status]').textContent"))
                .isEqualTo("");

        booth.screen.show(BoothFixture.result(Outcome.ACCEPTED, true));

        browser.until("document.querySelector('[role=status]').textContent.includes('単位登録を受け付けました')")
                .until("document.querySelector('[role=status]').textContent.includes('山田 太◯\\u00a0様')");
        browser.run("window.hurry = 20");
        booth.screen.show(BoothFixture.result(Outcome.ALREADY, true));
        browser.until("document.querySelector('[role=status]').textContent === ''");
    }

    @Test
    void nothingMovesForMoreThanFiveSeconds() {
        assertThat(browser.run("""
                const hand = document.createElement('div');
                hand.className = 'hand';
                document.body.append(hand);
                const { endTime } = hand.getAnimations()[0].effect.getComputedTiming();
                hand.remove();
                return Number.isFinite(endTime) && endTime <= 5000;
                """)).isEqualTo(true);
    }

    @Test
    void longReadingAsksNotToLiftTheCardUntilTheResultComes() {
        booth.screen.reading();
        browser.until("document.body.dataset.face === 'READING'").picture("READING-ja");

        booth.screen.show(BoothFixture.result(Outcome.UNREADABLE, true));

        browser.until("document.body.dataset.face === 'UNREADABLE'");
    }

    @Test
    void readingThatLeadsToNoResultLeavesTheScreenAsItWas() {
        booth.screen.reading();
        browser.until("document.body.dataset.face === 'READING'");

        booth.screen.readingEnded();

        browser.until("document.body.dataset.face === 'IDLE'");
    }

    @Test
    void readingThatLeadsToNoResultGivesBackTheResultItCovered() {
        booth.screen.show(BoothFixture.result(Outcome.STOPPED_CARD, true));
        browser.until("document.body.dataset.face === 'STOPPED_CARD'");
        booth.screen.reading();
        browser.until("document.body.dataset.face === 'READING'");

        booth.screen.readingEnded();

        browser.until("document.body.dataset.face === 'STOPPED_CARD'");
        browser.press("#dismiss").until("document.body.dataset.face === 'IDLE'");
    }

    @Test
    void readingIsShownUntilTheLastOfSeveralCardsIsRead() {
        browser.run("window.faces = []; new MutationObserver(() => window.faces.push(document.body.dataset.face))"
                + ".observe(document.body, { attributeFilter: ['data-face'] })");
        booth.screen.reading();
        booth.screen.reading();
        browser.until("document.body.dataset.face === 'READING'");

        booth.screen.readingEnded();
        booth.screen.show(BoothFixture.result(Outcome.UNREADABLE, true));
        browser.until("document.body.dataset.face === 'UNREADABLE'");
        booth.screen.readingEnded();

        assertThat(browser.run("return window.faces.join(' ')")).isEqualTo("READING UNREADABLE");
    }

    @Test
    void pageWhoseFirstQuestionsFailedAsksAgain() {
        browser.command("Network.enable", Map.of());
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of("*/setup", "*/texts.json")));
        browser.driver().navigate().refresh();
        browser.until("performance.getEntriesByType('resource').some((it) => it.name.endsWith('/texts.json'))");
        assertThat(browser.run("return document.body.dataset.ready")).isEqualTo("");

        browser.command("Network.setBlockedURLs", Map.of("urls", List.of()));

        browser.until("document.body.dataset.ready === 'true'");
    }

    @Test
    void helpButtonsAnswerAtOnceAndTellTheBooth() throws InterruptedException {
        browser.press("#staff")
                .until("document.body.dataset.face === 'STAFF_CALLED'")
                .picture("STAFF_CALLED-ja");
        assertThat(booth.helpCalls.take()).isEqualTo(HelpCall.STAFF);

        browser.press("#forgotten")
                .until("document.body.dataset.face === 'FORGOTTEN_CARD'")
                .picture("FORGOTTEN_CARD-ja");
        assertThat(booth.helpCalls.take()).isEqualTo(HelpCall.FORGOTTEN_CARD);
    }

    @Test
    void samplePanelIsMarkedAndHandsOverItsScan() throws InterruptedException {
        assertThat(browser.text("#samples")).contains("見本").contains("SAMPLE");

        browser.press("#sampleButtons button");

        assertThat(booth.scans.take()).isEqualTo(SAMPLE.scan());
    }

    @Test
    void staffReadWhyAPassIsNotTakenInTheirLanguage() {
        booth.screen.show(BoothFixture.refused(PassRefusal.BAD_SIGNATURE));

        browser.until("document.body.dataset.face === 'PASS_INVALID'");
        assertThat(browser.text("#resultReason")).isEqualTo("係員用：QRコードの電子署名を確認できません。会員ページの画面をそのまま表示してもらってください");
        browser.press("#language").until("document.documentElement.lang === 'en'");
        assertThat(browser.text("#resultReason")).startsWith("For staff: The QR code's signature cannot be verified");
    }

    @Test
    void reasonThatThePageDoesNotKnowIsNotShownRawAndForcedTextStaysText() {
        booth.screen.show(new Result(
                BoothFixture.NOW,
                Outcome.ACCEPTED,
                true,
                org.uketsuke.protocol.Direction.NONE,
                java.util.Optional.of("<img src=x onerror=document.title='owned'>"),
                java.util.Optional.empty(),
                java.util.Optional.of("REASON_OF_THE_FUTURE"),
                true,
                java.util.Optional.empty()));

        browser.until("document.body.dataset.face === 'REGISTERED'");

        assertThat(browser.text("#resultReason")).isEmpty();
        assertThat(browser.text("#resultName")).startsWith("<img src=x");
        assertThat(browser.driver().getTitle()).isEqualTo("単位登録受付");
    }

    @Test
    void pageMakesNoSoundOfErrorsInItsConsole() {
        booth.screen.show(BoothFixture.result(Outcome.ACCEPTED, true));
        browser.until("document.body.dataset.face === 'REGISTERED'");

        List<String> severe = browser.driver().manage().logs().get("browser").getAll().stream()
                .filter(it -> it.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(it -> it.getMessage())
                .toList();

        assertThat(severe).isEmpty();
    }
}
