package org.uketsuke.server.enrolment;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.programme.RuledSession;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.SessionRuleStore;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.storage.StorageException;
import org.uketsuke.server.web.KnownKiosk;

/** Tells kiosks the agenda of their meeting and the door they keep, as both stand now. */
public final class Agendas {
    /** Whose credits the screens show. */
    private static final String SPECIALIST = "specialist";

    private static final Logger LOG = LoggerFactory.getLogger(Agendas.class);

    private final Storage storage;

    /** Over the database. */
    public Agendas(Storage storage) {
        this.storage = storage;
    }

    /**
     * What is told to a kiosk.
     *
     * @param agenda empty if its meeting has no sessions and it keeps no door
     * @param news the door, or that it keeps none, if it was told otherwise before
     */
    private record Told(Optional<Agenda> agenda, Optional<Optional<KeptDoor>> news) {}

    /**
     * Tells a kiosk what it must know, and notes which door it was told, for the office to see that it asked.
     *
     * @return empty if its meeting has no sessions and it keeps no door
     */
    Optional<Agenda> tell(KnownKiosk kiosk, MeetingRow meeting) {
        Told told = storage.read(handle -> told(handle, kiosk, meeting));
        told.news().ifPresent(door -> note(kiosk, door));
        return told.agenda();
    }

    /** A kiosk must hear of its door also while nothing can be written; it is noted when the kiosk asks again. */
    private void note(KnownKiosk kiosk, Optional<KeptDoor> door) {
        try {
            storage.change(handle -> new DoorStore(handle).noteTold(kiosk.id(), door));
        } catch (StorageException e) {
            LOG.warn("It is not noted which door a kiosk was told; lists say not yet heard: {}", e.getMessage());
        }
    }

    private static Told told(Handle handle, KnownKiosk kiosk, MeetingRow meeting) {
        DoorStore doors = new DoorStore(handle);
        Optional<KeptDoor> kept = doors.of(kiosk.id());
        Optional<Agenda.Door> door =
                kept.map(one -> new Agenda.Door(one.room(), one.direction(), doors.alone(kiosk.id())));
        List<Session> sessions = new SessionStore(handle).ofMeeting(meeting.society(), meeting.id());
        Optional<Agenda> agenda = door.isEmpty() && sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Agenda(door, told(handle, meeting, sessions)));
        return new Told(agenda, doors.told(kiosk.id()).equals(kept) ? Optional.empty() : Optional.of(kept));
    }

    /** A session without a rule in force cannot be touched for, so kiosks do not hear of it. */
    private static List<Agenda.Session> told(Handle handle, MeetingRow meeting, List<Session> sessions) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        CreditRules credits = new SocietyStore(handle).rules(meeting.society());
        return RuledSession.of(sessions, new SessionRuleStore(handle).rules(meeting.society()), meeting.zone()).stream()
                .map(session -> told(session, meeting, credits))
                .toList();
    }

    private static Agenda.Session told(RuledSession ruled, MeetingRow meeting, CreditRules credits) {
        Session session = ruled.session();
        Optional<Long> given = credits.sessionRuleFor(session.sessionClass(), SPECIALIST, meeting.creditDate())
                .filter(CreditRule::cardEnabled)
                .map(rule -> rule.credits().hundredths());
        return new Agenda.Session(
                session.id(),
                session.title(),
                session.room(),
                session.start(),
                session.end(),
                ruled.in(),
                ruled.out(),
                (int) ruled.rule().minimumStay().toMinutes(),
                given);
    }
}
