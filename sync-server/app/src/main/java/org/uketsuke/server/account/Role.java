package org.uketsuke.server.account;

import org.uketsuke.protocol.Messages.Text;

/** What a person of the office may do; each may do what those before it may. */
public enum Role {
    /** Works through entries and exceptions. */
    CLERK(new Text("担当者", "Clerk")),
    /** Also confirms what clerks did. */
    REVIEWER(new Text("確認者", "Reviewer")),
    /** Also looks after accounts. */
    ADMINISTRATOR(new Text("管理者", "Administrator"));

    private final Text words;

    Role(Text words) {
        this.words = words;
    }

    /** Its name for people. */
    public Text words() {
        return words;
    }

    /** Whether it may do what the other may. */
    boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
