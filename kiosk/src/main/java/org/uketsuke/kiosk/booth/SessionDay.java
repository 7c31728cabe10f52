package org.uketsuke.kiosk.booth;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.kiosk.checkin.SessionWay;

/** The numbers of one day's sessions as they grow. For one thread at a time. */
final class SessionDay {
    private final Map<SessionWay, Numbers> byWay = new LinkedHashMap<>();

    private static final class Numbers {
        private final Set<String> people = new HashSet<>();
        private long taps;
        private long manual;
    }

    /** A touch that registered, of somebody who may not be known. */
    void touch(SessionWay way, Optional<String> member) {
        Numbers numbers = of(way);
        numbers.taps++;
        member.ifPresent(numbers.people::add);
    }

    void byHand(SessionWay way, String member) {
        Numbers numbers = of(way);
        numbers.manual++;
        numbers.people.add(member);
    }

    private Numbers of(SessionWay way) {
        return byWay.computeIfAbsent(way, key -> new Numbers());
    }

    List<SessionFigures> figures() {
        return byWay.entrySet().stream()
                .map(one -> new SessionFigures(
                        one.getKey(), one.getValue().taps, one.getValue().people.size(), one.getValue().manual))
                .toList();
    }
}
