package org.uketsuke.kiosk.sync;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentRequest;

/** Turns a one-time code into an enrolment: the kiosk's own key goes to the server, assignment and server keys come back. */
public final class Enrolling {
    /** The folder was enrolled before and lost its enrolment: it is a new kiosk to the server, with a new key. */
    private static final String KEY_IN_USE = "/problems/key-in-use";

    /** An address and no name: {@code 127.example.org} may be anybody's machine. */
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final Path dataFolder;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** Enrols into a data folder. */
    public Enrolling(Path dataFolder, Clock clock, LongSupplier nanoTime) {
        this.dataFolder = dataFolder;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The kiosk is enrolled, and the data folder says so. */
        record Enrolled(Enrolment enrolment) implements Result {}

        /** It is not; the text says why and what to do. */
        record Failed(String why) implements Result {}
    }

    /**
     * Enrols.
     *
     * @param server address such as {@code https://uketsuke.example.org}; plain http only to this machine, because the
     *     roster that follows holds names
     * @param code one-time code; case, spaces and hyphens do not matter
     * @param random for the kiosk's key: the data folder's is used, unless there is none or the server knows it as another
     *     kiosk's
     * @param software kiosk version
     */
    public Result enrol(String server, String code, SecureRandom random, String software) {
        HttpUrl url = HttpUrl.parse(server);
        if (url == null) {
            return new Result.Failed(
                    "Not an address: " + server + ". Give it as https://host or http://127.0.0.1:8080.");
        }
        if (!url.isHttps() && !isThisMachine(url.host())) {
            return new Result.Failed("Over plain http the roster's names could be read on the way. Use the server's"
                    + " https:// address (http is allowed to this machine only).");
        }
        if (!url.encodedPath().equals("/") || url.query() != null) {
            return new Result.Failed("The server's address ends with its host or port: " + server
                    + " has more. Give it as https://host or https://host:port.");
        }
        String plainCode = code.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        Answer<EnrolmentAnswer> answer = ask(url, plainCode, KioskKey.of(dataFolder, random), software);
        if (answer instanceof Answer.Refused<EnrolmentAnswer> refused
                && refused.problem().type().equals(KEY_IN_USE)) {
            answer = ask(url, plainCode, KioskKey.replace(dataFolder, random), software);
        }
        if (answer instanceof Answer.Given<EnrolmentAnswer> given) {
            EnrolmentAnswer value = given.value();
            Enrolment enrolment = new Enrolment(
                    url.toString(), value.kiosk(), value.assignment(), value.rosterKey(), value.sealingKey());
            enrolment.write(dataFolder);
            return new Result.Enrolled(enrolment);
        }
        return new Result.Failed(why(answer));
    }

    private Answer<EnrolmentAnswer> ask(HttpUrl url, String code, KioskKey key, String software) {
        String publicKey = Base64.getUrlEncoder().withoutPadding().encodeToString(key.publicKey());
        return new ServerClient(ServerClient.settings().build(), url, publicKey, key.signer(), clock, nanoTime)
                .post("/enrolment", new EnrolmentRequest(code, publicKey, software), EnrolmentAnswer.class);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches();
    }

    private static String why(Answer<EnrolmentAnswer> answer) {
        if (answer instanceof Answer.Refused<EnrolmentAnswer> refused) {
            return refused.problem().title() + ". " + refused.problem().detail();
        }
        if (answer instanceof Answer.Busy<EnrolmentAnswer> busy) {
            return "The server cannot take it now (HTTP " + busy.status() + "). Wait a minute and try again.";
        }
        return answer instanceof Answer.Unreachable<EnrolmentAnswer> away
                ? "No answer from the server: " + away.why() + ". Check the address and the network."
                : "";
    }
}
