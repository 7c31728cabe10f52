package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.KanjiKey;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.office.SearchPage.Hit;

/** Finds members by number, kana or name, in this order. */
final class SearchStore {
    static final int HITS_MAX = 50;

    private static final int CANDIDATES_MAX = 10 * HITS_MAX;

    private static final String SELECT =
            "SELECT society, id, member_no, family_name, given_name, family_kana, given_kana, affiliation FROM member";
    /** After every text that begins with another. */
    private static final String LAST_LETTER = Character.toString(Character.MAX_CODE_POINT);

    private static final Text BY_NUMBER = new Text("会員番号", "Number");
    private static final Text BY_KANA = new Text("カナ", "Kana");
    private static final Text BY_NAME = new Text("氏名", "Name");

    private final Handle handle;

    SearchStore(Handle handle) {
        this.handle = handle;
    }

    SearchPage find(String typed) {
        String query = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (query.isEmpty()) {
            return new SearchPage("", List.of(), false);
        }
        Map<String, Hit> hits = new LinkedHashMap<>();
        keep(hits, byNumber(query));
        keep(hits, byKana(query));
        keep(hits, byName(query));
        List<Hit> shown = hits.values().stream().limit(HITS_MAX).toList();
        return new SearchPage(query, shown, hits.size() > HITS_MAX);
    }

    private static void keep(Map<String, Hit> hits, List<Hit> found) {
        found.forEach(hit -> hits.putIfAbsent(hit.person().path(), hit));
    }

    private List<Hit> byNumber(String query) {
        return prefix("member_no", query, BY_NUMBER);
    }

    private List<Hit> byKana(String query) {
        String key = KanaKey.of(query);
        return key.isEmpty() ? List.of() : prefix("kana_key", key, BY_KANA);
    }

    private List<Hit> prefix(String column, String from, Text why) {
        String where = column.equals("kana_key")
                ? " WHERE kana_key >= :from AND kana_key < :to ORDER BY kana_key"
                : " WHERE member_no >= :from AND member_no < :to ORDER BY member_no";
        return handle.createQuery(SELECT + where + ", society, id LIMIT " + (HITS_MAX + 1))
                .bind("from", from)
                .bind("to", from + LAST_LETTER)
                .map((row, context) -> hit(row, why))
                .list();
    }

    private List<Hit> byName(String query) {
        String wanted = KanjiKey.folded(query);
        return handle
                .createQuery(SELECT
                        + " WHERE " + joined("family_name || given_name") + " LIKE :pattern ESCAPE '!'"
                        + " OR " + joined("given_name || family_name") + " LIKE :pattern ESCAPE '!'"
                        + " ORDER BY kana_key, society, id LIMIT " + CANDIDATES_MAX)
                .bind("pattern", "%" + KanjiKey.pattern(query) + "%")
                .map((row, context) -> hit(row, BY_NAME))
                .list()
                .stream()
                .filter(hit -> isNamed(hit.person(), wanted))
                .toList();
    }

    /** Names without the spaces of either width that people type between their parts. */
    private static String joined(String names) {
        return "lower(replace(replace(" + names + ", ' ', ''), '\u3000', ''))";
    }

    private static boolean isNamed(Person person, String folded) {
        return KanjiKey.folded(person.familyName() + person.givenName()).contains(folded)
                || KanjiKey.folded(person.givenName() + person.familyName()).contains(folded);
    }

    private static Hit hit(ResultSet row, Text why) throws SQLException {
        return new Hit(
                new Person(
                        row.getString("society"),
                        row.getString("id"),
                        row.getString("member_no"),
                        row.getString("family_name"),
                        row.getString("given_name")),
                row.getString("family_kana") + " " + row.getString("given_kana"),
                row.getString("affiliation"),
                why);
    }
}
