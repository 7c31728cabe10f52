package org.uketsuke.server;

import org.uketsuke.server.storage.Storage;

/** The rows of a society with one regional meeting on 2026-11-22, as imports would have made them. */
public final class SmallSociety {
    /** Society code. */
    public static final String SOCIETY = "jsh";

    /** Meeting id. */
    public static final String MEETING = "tokai-9";

    private SmallSociety() {}

    /** Puts them in. */
    public static void into(Storage storage) {
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO society (society, number, name_ja, name_en, zone, fiscal_year_start, card_media,"
                            + " unknown_cards, policy, imported_at, change_count) VALUES ('jsh', 1, '日本血液学会',"
                            + " 'Japanese Society of Hematology', 'Asia/Tokyo', '04-01', 'felica', 'record', '', 0, 1)");
            handle.execute("INSERT INTO credit_rule (society, code, valid_from, valid_to, kind, qualification,"
                    + " meeting_class, credits, card_enabled, title_ja, title_en) VALUES ('jsh', 'JSH-P-REG',"
                    + " '2000-01-01', '9999-12-31', 'participation', 'specialist', 'regional', 300, 1, '地方会 参加',"
                    + " 'Regional meeting')");
            handle.createUpdate("INSERT INTO meeting (society, id, name_ja, name_en, class, start_date, end_date,"
                            + " credit_date, venue, status, token_key) VALUES ('jsh', 'tokai-9', '第9回東海地方会',"
                            + " '9th Tokai Regional Meeting', 'regional', '2026-11-22', '2026-11-22', '2026-11-22',"
                            + " '名古屋', 'open', :key)")
                    .bind("key", new byte[32])
                    .execute();
        });
    }
}
