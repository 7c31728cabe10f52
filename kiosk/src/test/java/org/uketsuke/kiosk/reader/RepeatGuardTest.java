package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.scan.Scan.Why;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** One card in a short time is one scan. */
class RepeatGuardTest {
    private static final long MILLI = 1_000_000L;
    private static final Reading ONE = card("0139000000000001");
    private static final Reading TWO = card("0139000000000002");

    private final RepeatGuard guard = new RepeatGuard(3_000);

    private static Reading card(String idm) {
        return new Reading.Identified(RawToken.of(Medium.FELICA, idm), "felica-idm");
    }

    @Test
    void firstCardIsNew() {
        assertThat(guard.isNew(ONE, 0)).isTrue();
    }

    @Test
    void sameCardWithinTheTimeIsNot() {
        guard.isNew(ONE, 0);

        assertThat(guard.isNew(ONE, 2_999 * MILLI)).isFalse();
    }

    @Test
    void sameCardAfterTheTimeIsNewAgain() {
        guard.isNew(ONE, 0);

        assertThat(guard.isNew(ONE, 3_000 * MILLI)).isTrue();
    }

    @Test
    void repetitionsDoNotProlongTheTime() {
        guard.isNew(ONE, 0);
        guard.isNew(ONE, 1_500 * MILLI);

        assertThat(guard.isNew(ONE, 3_100 * MILLI)).isTrue();
    }

    @Test
    void cardThatLayLongAndTrembledAtTheEdgeIsNotNew() {
        guard.isNew(ONE, 0);
        guard.left(ONE, 10_000 * MILLI);

        assertThat(guard.isNew(ONE, 10_400 * MILLI)).isFalse();
        assertThat(guard.isNew(ONE, 11_000 * MILLI)).isTrue();
    }

    @Test
    void cardThatWasNotSeenToGoIsTheSameScanFoundAgain() {
        guard.isNew(ONE, 0);
        guard.stays(ONE, 10_000 * MILLI);

        assertThat(guard.isNew(ONE, 25_000 * MILLI)).isFalse();
    }

    @Test
    void cardThatWasSeenToGoIsNewAgain() {
        guard.isNew(ONE, 0);
        guard.stays(ONE, 10_000 * MILLI);
        guard.absent();

        assertThat(guard.isNew(ONE, 25_000 * MILLI)).isTrue();
    }

    @Test
    void cardFoundAgainAfterMinutesIsNew() {
        guard.isNew(ONE, 0);
        guard.stays(ONE, 10_000 * MILLI);

        assertThat(guard.isNew(ONE, 71_000 * MILLI)).isTrue();
    }

    @Test
    void otherCardIsAlwaysNew() {
        guard.isNew(ONE, 0);

        assertThat(guard.isNew(TWO, 1)).isTrue();
        assertThat(guard.isNew(ONE, 2)).isTrue();
    }

    @Test
    void refusedCardsCountAgainAsSoonAsTheyWereAway() {
        Reading phone = new Reading.Refused(Why.RANDOM_ID);
        guard.isNew(phone, 0);

        assertThat(guard.isNew(phone, 499 * MILLI)).isFalse();
        assertThat(guard.isNew(phone, 1_000 * MILLI)).isTrue();
    }

    @Test
    void cardIsForgottenWhenItCanNoLongerMatter() {
        guard.isNew(ONE, 0);
        guard.left(ONE, 2_900 * MILLI);

        guard.forgetIfPast(3_100 * MILLI);
        assertThat(guard.isNew(ONE, 3_200 * MILLI)).isFalse();

        guard.forgetIfPast(9_000 * MILLI);
        assertThat(guard)
                .extracting("last")
                .asInstanceOf(InstanceOfAssertFactories.OPTIONAL)
                .isEmpty();
    }
}
