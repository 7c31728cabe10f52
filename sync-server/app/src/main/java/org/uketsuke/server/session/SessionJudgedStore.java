package org.uketsuke.server.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.storage.ContentId;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/**
 * By what the stays at a meeting were judged last: agenda and rules, and of each member the qualifications and their terms. A
 * settled meeting goes by that.
 *
 * @param dialect the engine
 */
public record SessionJudgedStore(Dialect dialect) {
    private static final String KEEP = "INSERT INTO session_judged (society, meeting, member, facts, id, content)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (society, meeting, member) DO UPDATE SET facts = excluded.facts,"
            + " id = excluded.id, content = excluded.content WHERE session_judged.id <> excluded.id";

    /** An agenda as JSON. */
    private record Agenda(List<SessionFacts> sessions) {}

    /** What a member holds as JSON. */
    private record Holder(List<Facts.Qualification> qualifications) {}

    /**
     * An agenda as it is kept.
     *
     * @param id under which
     * @param content JSON
     */
    public record KeptAgenda(String id, String content) {
        /** The sessions, unless the text is not that of the id. */
        public Optional<List<SessionFacts>> sessions() {
            return id.equals(ContentId.of(content))
                    ? read(content, Agenda.class).map(Agenda::sessions)
                    : Optional.empty();
        }
    }

    /**
     * What a member's stays were judged by.
     *
     * @param facts id of the agenda
     * @param id hash of that and the content
     * @param content JSON
     */
    public record KeptMember(String facts, String id, String content) {
        private static KeptMember of(String facts, List<Facts.Qualification> qualifications) {
            String content = Wire.write(new Holder(qualifications));
            return new KeptMember(facts, id(facts, content), content);
        }

        private static String id(String facts, String content) {
            return ContentId.of(facts + "\n" + content);
        }

        /** The qualifications, unless agenda and text are not those of the id. */
        public Optional<List<Facts.Qualification>> qualifications() {
            return id.equals(id(facts, content))
                    ? read(content, Holder.class).map(Holder::qualifications)
                    : Optional.empty();
        }
    }

    private static <T> Optional<T> read(String content, Class<T> type) {
        try {
            return Optional.of(Wire.read(content, type));
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }

    static String text(List<SessionFacts> agenda) {
        return Wire.write(new Agenda(agenda));
    }

    /** Keeps an agenda; one that is kept already is not written out again. */
    void keep(Handle handle, String society, String meeting, String id, List<SessionFacts> agenda) {
        Optional<String> kept = handle.createQuery(
                        "SELECT id FROM session_facts WHERE society = :society AND meeting = :meeting")
                .bind("society", society)
                .bind("meeting", meeting)
                .mapTo(String.class)
                .findOne();
        if (!kept.equals(Optional.of(id))) {
            handle.execute(
                    "INSERT INTO session_facts (society, meeting, id, content) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (society, meeting) DO UPDATE SET id = excluded.id, content = excluded.content",
                    society,
                    meeting,
                    id,
                    text(agenda));
        }
    }

    /** Keeps what members' stays were judged by. */
    void keep(
            Handle handle,
            String society,
            String meeting,
            String facts,
            Map<String, List<Facts.Qualification>> qualifications) {
        ManyRows.write(handle, KEEP, List.copyOf(qualifications.entrySet()), (row, member) -> {
            KeptMember kept = KeptMember.of(facts, member.getValue());
            row.setString(1, society);
            row.setString(2, meeting);
            row.setString(3, member.getKey());
            row.setString(4, kept.facts());
            row.setString(5, kept.id());
            row.setString(6, kept.content());
        });
    }

    /** The agenda that is kept of a meeting. */
    public Optional<KeptAgenda> agenda(Handle handle, String society, String meeting) {
        return handle.createQuery(
                        "SELECT id, content FROM session_facts WHERE society = :society AND meeting = :meeting")
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) -> new KeptAgenda(row.getString("id"), row.getString("content")))
                .findOne();
    }

    /** What is kept of members at a meeting, by member. */
    public Map<String, KeptMember> members(Handle handle, String society, String meeting, Collection<String> members) {
        Map<String, KeptMember> kept = new HashMap<>();
        if (!members.isEmpty()) {
            handle.createQuery("SELECT member, facts, id, content FROM session_judged WHERE society = :society"
                            + " AND meeting = :meeting AND member " + dialect.among(":members"))
                    .bind("society", society)
                    .bind("meeting", meeting)
                    .bind("members", Wire.write(members))
                    .map((row, context) -> Map.entry(
                            row.getString("member"),
                            new KeptMember(row.getString("facts"), row.getString("id"), row.getString("content"))))
                    .forEach(one -> kept.put(one.getKey(), one.getValue()));
        }
        return kept;
    }
}
