package org.uketsuke.server.office;

import java.util.List;

/**
 * All meetings.
 *
 * @param lines the latest first
 */
public record MeetingsPage(List<Line> lines) {
    /**
     * One meeting.
     *
     * @param meeting which
     * @param kiosks kiosks that enrolled for it
     * @param entries entries that were judged
     * @param openCases exceptions that wait for a person
     */
    public record Line(MeetingSummary meeting, long kiosks, long entries, long openCases) {}
}
