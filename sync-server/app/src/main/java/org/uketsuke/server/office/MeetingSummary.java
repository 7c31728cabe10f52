package org.uketsuke.server.office;

import java.time.LocalDate;
import java.time.ZoneId;
import org.uketsuke.protocol.Messages.Text;

/**
 * A meeting as lists and headings show it.
 *
 * @param ref which
 * @param societyName society's names
 * @param zone society's time zone
 * @param name meeting's names
 * @param meetingClass class of the society's policy
 * @param startDate first day
 * @param endDate last day
 * @param creditDate day that decides rule and term
 * @param venue where
 * @param status status
 */
public record MeetingSummary(
        MeetingRef ref,
        Text societyName,
        ZoneId zone,
        Text name,
        String meetingClass,
        LocalDate startDate,
        LocalDate endDate,
        LocalDate creditDate,
        String venue,
        String status) {}
