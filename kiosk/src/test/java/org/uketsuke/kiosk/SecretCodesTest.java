package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.StaffCode;

/** What opens a booth or a desk never reaches the reception, however it was read. */
final class SecretCodesTest {
    private final SecureRandom random = new SecureRandom();
    private final List<Scan> received = new ArrayList<>();
    private final List<Optional<String>> keys = new ArrayList<>();
    private final List<String> staff = new ArrayList<>();
    private boolean opens = true;
    private final SecretCodes codes = new SecretCodes(
            scan -> {
                received.add(scan);
                return Feedback.ACCEPT;
            },
            key -> {
                keys.add(key.map(BoothKey::text));
                return opens;
            },
            code -> staff.add(code.text()));

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "]Q1%s", "[scanner]%s[end]"})
    void aBoothKeyIsTakenOutWhateverTheScannerPutsAroundIt(String framed) {
        String text = BoothKey.make(random).text();

        assertThat(scan(framed.formatted(text))).isEqualTo(Feedback.ACCEPT);
        assertThat(scan(framed.formatted(text.toLowerCase()))).isEqualTo(Feedback.ACCEPT);

        assertThat(keys).containsExactly(Optional.of(text), Optional.of(text));
        assertThat(received).isEmpty();
    }

    @Test
    void aMisreadKeyIsNoCardEither() {
        opens = false;

        assertThat(scan("UKB1-ABCD")).isEqualTo(Feedback.REJECT);
        assertThat(scan(BoothKey.make(random).text().replaceAll(".$", "!"))).isEqualTo(Feedback.REJECT);

        assertThat(keys).containsExactly(Optional.empty(), Optional.empty());
        assertThat(received).isEmpty();
    }

    @Test
    void aStaffCardGoesToTheDeskAndAMisreadOneNowhere() {
        StaffCode code = StaffCode.make(random);

        assertThat(scan(code.text().toLowerCase())).isEqualTo(Feedback.ACCEPT);
        assertThat(scan("]Q1" + code.text())).isEqualTo(Feedback.ACCEPT);
        assertThat(scan(code.text().substring(0, 20))).isEqualTo(Feedback.REJECT);

        assertThat(staff).containsExactly(code.text(), code.text());
        assertThat(received).isEmpty();
    }

    @Test
    void cardsAndPassesGoThroughAsTheyAre() {
        Scan card = TestBooth.card(1);
        Scan pass = new Scan.Text("UKP1ABC", "camera");
        Scan unread = new Scan.Unidentified(Scan.Why.UNREADABLE, "camera");

        List.of(card, pass, unread).forEach(codes::take);

        assertThat(received).containsExactly(card, pass, unread);
        assertThat(keys).isEmpty();
    }

    private Feedback scan(String text) {
        return codes.accept(new Scan.Text(text, "keyboard-wedge"));
    }
}
