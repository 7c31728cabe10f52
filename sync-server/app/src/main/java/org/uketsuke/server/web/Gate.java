package org.uketsuke.server.web;

import io.javalin.http.Context;

/** Decides who comes through to a route. Every route has one; there is no route without. */
public interface Gate {
    /** Open to everybody. */
    Gate OPEN = new Gate() {
        @Override
        public Who who() {
            return Who.ANYONE;
        }

        @Override
        public void admit(Context request) {
            // Everybody may come in; what the route does must be safe for everybody.
        }
    };

    /** For whom the gate is, so that a test can walk all routes as somebody else. */
    Who who();

    /**
     * Lets the request through, or not.
     *
     * @throws Refusal if the caller may not come in
     */
    void admit(Context request) throws Refusal;

    /** Kinds of callers. */
    enum Who {
        /** Nobody in particular. */
        ANYONE,
        /** A machine that proves the key it wants to enrol. */
        NEW_KIOSK,
        /** An enrolled kiosk. */
        KIOSK,
        /** A person who is logged in at the office. */
        OFFICE
    }
}
