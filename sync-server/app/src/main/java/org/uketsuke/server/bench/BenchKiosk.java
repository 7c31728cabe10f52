package org.uketsuke.server.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/**
 * A kiosk with a full journal.
 *
 * @param id kiosk id
 * @param journal journal id
 * @param signer its key
 * @param pushes what it sends, in order
 */
record BenchKiosk(String id, String journal, Signer signer, List<PushRequest> pushes) {

    static BenchKiosk write(
            String id,
            String journal,
            String meeting,
            Signer signer,
            int pushes,
            List<String> tokens,
            Instant now,
            Random taps) {
        List<PushRequest> made = new ArrayList<>();
        byte[] hash = JournalChain.first(journal);
        for (int push = 0; push < pushes; push++) {
            long after = (long) push * IngestBench.PUSH_ENTRIES;
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= IngestBench.PUSH_ENTRIES; i++) {
                String text = tap(after + i, meeting, tokens.get(taps.nextInt(tokens.size())), now);
                hash = JournalChain.next(hash, text);
                texts.add(text);
            }
            String head = HexFormat.of().formatHex(hash);
            byte[] signature = signer.sign(JournalChain.headStatement(journal, after + texts.size(), head));
            made.add(new PushRequest(
                    after,
                    texts,
                    head,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                    Optional.empty()));
        }
        return new BenchKiosk(id, journal, signer, made);
    }

    private static String tap(long seq, String meeting, String token, Instant now) {
        return Wire.write(new JournalEntry(
                seq,
                Instant.ofEpochMilli(now.toEpochMilli()),
                seq,
                "00f1a2b3c4d5e6f7",
                Optional.of(new ClockOffset(0, 3, 60_000)),
                Optional.empty(),
                new JournalEvent.Scan(
                        meeting,
                        Optional.empty(),
                        Direction.NONE,
                        Optional.empty(),
                        Medium.FELICA,
                        Optional.of(token),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("m-000001"),
                        Optional.of("c-000001"),
                        Outcome.ACCEPTED,
                        Optional.empty(),
                        Optional.of(1L),
                        "sony-rc-s300")));
    }
}
