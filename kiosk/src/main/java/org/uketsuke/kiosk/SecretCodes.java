package org.uketsuke.kiosk;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.duty.DutyDesk.KeyAnswer;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.screen.Display;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.StaffCode;

/**
 * Stands before the reception at every scanner and camera: the codes that open the booth and the staff desk are taken out of
 * the stream here, so that none is ever judged, shown or journaled as if it were somebody's card.
 *
 * @param reception takes all other scans
 * @param boothKeys takes a booth key, empty if it was misread; says whether it opened the booth
 * @param staffCodes takes the code of a staff card; says whether it is one of this booth
 */
record SecretCodes(ScanSink reception, Predicate<Optional<BoothKey>> boothKeys, Predicate<StaffCode> staffCodes)
        implements ScanSink {
    /** Also where a scanner puts something before the text that its profile does not know of. */
    private static final Pattern BOOTH_KEY = Pattern.compile(BoothKey.PREFIX + "([\\s-]*[A-Z2-7]){28}");

    private static final Pattern STAFF_CODE = Pattern.compile(StaffCode.PREFIX + "[A-Z2-7]{26}");

    /**
     * Before the way that all scans take.
     *
     * @param display goes to the desk when one of staff holds out her card, unless another page stands at the desk and waits for that
     */
    static SecretCodes before(ScanSink scans, BoothRoster roster, StaffDesk desk, Display display) {
        return new SecretCodes(scans, key -> roster.open(key) == KeyAnswer.OPENED, code -> {
            boolean waitedAt = desk.entrance().isWaitedAt();
            boolean known = desk.entrance().staffCard(code);
            if (known && !waitedAt) {
                display.staffCame();
            }
            return known;
        });
    }

    @Override
    public Feedback accept(Scan scan) {
        return take(scan).feedback();
    }

    @Override
    public Taken take(Scan scan) {
        if (!(scan instanceof Scan.Text code)) {
            return reception.take(scan);
        }
        String text = code.text().strip().toUpperCase(Locale.ROOT);
        var boothKey = BOOTH_KEY.matcher(text);
        boolean whole = boothKey.find();
        if (whole || BoothKey.isLike(text)) {
            return answer(boothKeys.test(BoothKey.read(whole ? boothKey.group() : text)));
        }
        var staffCode = STAFF_CODE.matcher(text);
        if (staffCode.find()) {
            return answer(StaffCode.read(staffCode.group()).filter(staffCodes).isPresent());
        }
        return text.startsWith(StaffCode.PREFIX) ? answer(false) : reception.take(scan);
    }

    private static Taken answer(boolean good) {
        return new Taken(good ? Feedback.ACCEPT : Feedback.REJECT, true);
    }

    @Override
    public void reading() {
        reception.reading();
    }

    @Override
    public void readingEnded() {
        reception.readingEnded();
    }
}
