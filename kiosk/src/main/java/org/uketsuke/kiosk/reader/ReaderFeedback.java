package org.uketsuke.kiosk.reader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.profile.ByteString;
import org.uketsuke.kiosk.profile.ReaderProfile.FeedbackCommands;
import org.uketsuke.kiosk.profile.ReaderProfile.Via;
import org.uketsuke.kiosk.scan.Feedback;

/**
 * Light and buzzer of one reader. Never fails a scan: the scan is recorded when this is asked, and a reader that does not
 * take its commands is soon left alone. Used by one thread.
 */
final class ReaderFeedback {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderFeedback.class);
    private static final int MISSES_MAX = 3;

    private final String reader;
    private final String protocol;
    private final FeedbackCommands commands;
    private final int escapeCode;
    private final CallWatch watch;
    private boolean prepared;
    private int misses;

    ReaderFeedback(String reader, String protocol, FeedbackCommands commands, int escapeCode, CallWatch watch) {
        this.reader = reader;
        this.protocol = protocol;
        this.commands = commands;
        this.escapeCode = escapeCode;
        this.watch = watch;
    }

    /** Sends what a freshly plugged reader needs, if it can be sent without a card. */
    void readerFound(SmartCards.Context context) {
        prepared = false;
        misses = 0;
        if (commands.via() == Via.ESCAPE) {
            prepare(context);
        }
    }

    /** Shows how a scan went; a card that was taken away meanwhile is no matter. */
    void show(SmartCards.Context context, Feedback feedback) {
        if (!prepared) {
            prepare(context);
        }
        switch (feedback) {
            case ACCEPT -> commands.accept().ifPresent(command -> send(context, command));
            case REJECT -> commands.reject().ifPresent(command -> send(context, command));
            case NONE -> {}
        }
    }

    private void prepare(SmartCards.Context context) {
        prepared = true;
        commands.init().forEach(command -> send(context, command));
    }

    private void send(SmartCards.Context context, ByteString command) {
        if (misses >= MISSES_MAX) {
            return;
        }
        try {
            byte[] answer = answer(context, command);
            boolean good = commands.expect().map(mask -> mask.matches(answer)).orElse(true);
            misses = good ? 0 : misses + 1;
        } catch (ReaderTrouble trouble) {
            misses++;
            LOG.debug("{} did not take a light or buzzer command: {}", reader, trouble.getMessage());
        }
        if (misses == MISSES_MAX) {
            LOG.info("{} takes no light or buzzer commands; going on without", reader);
        }
    }

    private byte[] answer(SmartCards.Context context, ByteString command) throws ReaderTrouble {
        int millis = commands.timeoutMillis();
        boolean escape = commands.via() == Via.ESCAPE;
        CardLink link =
                watch.within(millis, () -> escape ? context.openReader(reader) : context.openCard(reader, protocol));
        try {
            return watch.within(
                    millis, () -> escape ? link.control(escapeCode, command.bytes()) : link.transmit(command.bytes()));
        } finally {
            watch.close(millis, link);
        }
    }
}
