package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.protocol.Outcome;

/** A page of another origin in the same browser, with the kiosk's cookie in it, gets nothing and changes nothing. */
class HostilePageTest {

    @Test
    void otherOriginCannotTapReadOrListen(@TempDir Path profile) throws IOException {
        Peers.needBrowser();
        HttpServer hostile = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hostile.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<!doctype html><title>hostile</title>".getBytes());
            exchange.close();
        });
        hostile.start();
        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(profile)) {
            browser.open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
            String kiosk = "http://127.0.0.1:" + booth.screen.port();

            for (String host : List.of("127.0.0.1", "localhost")) {
                browser.open("http://" + host + ":" + hostile.getAddress().getPort() + "/");
                assertThat(browser.await(ATTACK, kiosk)).as("from " + host).isEqualTo("nothing");
            }

            assertThat(booth.typed).isEmpty();
            assertThat(booth.helpCalls).isEmpty();
            assertThat(booth.scans).isEmpty();
            assertThat(booth.duty.asked).isEmpty();
            browser.open(kiosk + "/").until("document.getElementById('meeting').textContent.includes('第87回')");
            booth.screen.show(BoothFixture.result(Outcome.ACCEPTED, true));
            browser.until("document.body.dataset.face === 'REGISTERED'");
        } finally {
            hostile.stop(0);
        }
    }

    /** Everything a page may try; says what got through. */
    private static final String ATTACK = """
            const kiosk = arguments[0];
            const through = [];
            const attempt = async (name, act) => { try { if (await act()) through.push(name); } catch (e) { } };
            const post = (mode, headers, body) => fetch(kiosk + '/typed', {method: 'POST', mode, headers, body, credentials: 'include'});
            await attempt('simple post', async () => (await post('no-cors', {}, '{"text":"HOSTILE1"}')).ok);
            await attempt('json post', async () =>
              (await post('cors', {'Content-Type': 'application/json', 'X-Uketsuke': '1'}, '{"text":"HOSTILE2"}')).ok);
            for (const path of ['key', 'open', 'close', 'print', 'export', 'wipe']) {
              for (const mode of ['no-cors', 'cors']) {
                const headers = mode === 'cors' ? {'Content-Type': 'application/json', 'X-Uketsuke': '1'} : {};
                await attempt(mode + ' ' + path, async () => (await fetch(kiosk + '/duty/' + path,
                  {method: 'POST', mode, headers, body: '{"text":"X","lines":1}', credentials: 'include'})).ok);
              }
            }
            await attempt('duty', async () => (await fetch(kiosk + '/duty', {credentials: 'include'})).ok);
            await attempt('read', async () => (await fetch(kiosk + '/setup', {credentials: 'include'})).ok);
            await attempt('texts', async () => (await fetch(kiosk + '/texts.json', {credentials: 'include'})).ok);
            await attempt('events', () => new Promise((done) => {
              const events = new EventSource(kiosk + '/events', {withCredentials: true});
              events.addEventListener('STATUS', () => done(true));
              events.onerror = () => done(false);
            }));
            await attempt('script', () => new Promise((done) => {
              const script = document.createElement('script');
              script.src = kiosk + '/sound.js';
              script.type = 'module';
              script.onload = () => done(true);
              script.onerror = () => done(false);
              document.body.append(script);
            }));
            await attempt('beacon', async () => { navigator.sendBeacon(kiosk + '/help', '{"call":"STAFF"}'); return false; });
            await attempt('frame', () => new Promise((done) => {
              const frame = document.createElement('iframe');
              frame.src = kiosk + '/';
              frame.onload = () => { try { done(frame.contentDocument !== null && frame.contentDocument.title !== ''); } catch (e) { done(false); } };
              document.body.append(frame);
            }));
            await attempt('form', () => new Promise((done) => {
              const target = document.createElement('iframe');
              target.name = 'target';
              document.body.append(target);
              const form = document.createElement('form');
              form.method = 'post'; form.enctype = 'text/plain'; form.target = 'target'; form.action = kiosk + '/typed';
              const field = document.createElement('input');
              field.name = '{"text":"HOSTILE3","x":"'; field.value = '"}';
              form.append(field);
              document.body.append(form);
              target.onload = () => done(false);
              form.submit();
            }));
            return through.length === 0 ? 'nothing' : through.join(', ');
            """;
}
