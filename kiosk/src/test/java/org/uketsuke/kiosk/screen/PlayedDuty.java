package org.uketsuke.kiosk.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.uketsuke.kiosk.duty.Check;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.duty.DutyState.Phase;
import org.uketsuke.protocol.Messages.Text;

/** A duty that a test sets, and that remembers what was asked of it. */
public final class PlayedDuty implements DutyDesk {
    final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
    volatile List<Check> checks = List.of(new Check(Check.Item.MEETING, Check.Level.GREEN, "MEETING_TODAY", Map.of()));
    volatile boolean mayOpen = true;
    volatile boolean camera;
    volatile boolean keyWanted;

    @Override
    public View view() {
        return new View(
                BoothFixture.NOW,
                "Asia/Tokyo",
                new Text("第87回日本血液学会学術集会", "The 87th Annual Meeting of the Japanese Society of Hematology"),
                "A-1",
                keyWanted,
                new KeyTried(0, KeyAnswer.NONE),
                checks,
                mayOpen,
                Phase.NOT_OPENED,
                Optional.empty(),
                Optional.empty(),
                camera,
                0,
                false);
    }

    @Override
    public KeyAnswer key(String typed) {
        asked.add("key");
        return KeyAnswer.NO_LOCK;
    }

    @Override
    public Done open(String staff) {
        asked.add("open by " + staff);
        return Done.DONE;
    }

    @Override
    public Day day() {
        return new Day(Map.of(), List.of(), Optional.empty(), 0, false, Optional.empty());
    }

    @Override
    public Done close(String staff, long paperLines) {
        asked.add("close by " + staff + " with " + paperLines);
        return Done.DONE;
    }

    @Override
    public boolean print() {
        asked.add("print");
        return false;
    }

    @Override
    public Exported export() {
        asked.add("export");
        return new Exported.NoFolder();
    }

    @Override
    public Done wipe(String staff) {
        asked.add("wipe by " + staff);
        return Done.DONE;
    }
}
