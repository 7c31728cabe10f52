package org.uketsuke.server.cli;

import java.util.concurrent.Callable;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.verify.Report;
import org.uketsuke.server.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: recompute everything from the stored journals and compare. Ends with 1 if anything differs. */
@Command(
        name = "verify",
        description = "Recomputes chains, decisions, attendance, awards and balances from the stored journals and names"
                + " every difference. Changes nothing; the server may run meanwhile.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DataOptions data = new DataOptions();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Storage storage = data.open(surroundings)) {
            Report report = Verification.of(storage, surroundings.clock());
            report.differences().forEach(surroundings.out()::println);
            surroundings
                    .out()
                    .printf(
                            "%d journals, %d entries, %d ledger entries: %s%n",
                            report.journals(),
                            report.entries(),
                            report.ledgerEntries(),
                            report.sound()
                                    ? "all as it must be"
                                    : report.differences().size() + " differences");
            return report.sound() ? 0 : 1;
        }
    }
}
