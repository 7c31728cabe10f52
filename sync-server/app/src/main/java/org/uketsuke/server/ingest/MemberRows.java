package org.uketsuke.server.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.server.adjudicate.Facts;

/** Folds rows of member × qualification × term, ordered by member and qualification, into members. */
final class MemberRows {
    private final Map<String, Facts.Member> members = new HashMap<>();

    int take(
            String member,
            String status,
            Optional<String> qualification,
            Optional<String> kind,
            Optional<LocalDate> start,
            Optional<LocalDate> end) {
        Facts.Member known = members.computeIfAbsent(member, id -> new Facts.Member(id, status, new ArrayList<>()));
        if (qualification.isPresent() && kind.isPresent()) {
            List<Facts.Qualification> held = known.qualifications();
            if (held.isEmpty() || !held.get(held.size() - 1).id().equals(qualification.get())) {
                held.add(new Facts.Qualification(qualification.get(), kind.get(), new ArrayList<>(), false));
            }
            if (start.isPresent() && end.isPresent()) {
                held.get(held.size() - 1).terms().add(new Facts.Term(start.get(), end.get()));
            }
        }
        return members.size();
    }

    Map<String, Facts.Member> members() {
        return members;
    }
}
