package org.uketsuke.server.cli;

import java.util.Locale;
import org.uketsuke.server.account.AccountStore;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.account.Role;
import org.uketsuke.server.account.SetUp;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code account-link}: the way back in for an office whose only administrator forgot the password. */
@Command(
        name = "account-link",
        description = "Prints the path of a link that works once, within 24 hours: who opens it on the server's address"
                + " chooses a log-in name and a password. For an office that nobody can log in to any more.")
final class AccountLinkCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "administrator",
            description = "clerk, reviewer or administrator; default: ${DEFAULT-VALUE}.")
    private String role = "administrator";

    AccountLinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Role wanted = wanted();
        try (Storage storage = data.open(surroundings)) {
            SetUp setUp = new SetUp(
                    new AccountStore(storage),
                    new Passwords(surroundings.random()),
                    new Audit(new AuditStore(storage), surroundings.clock()),
                    surroundings.clock(),
                    surroundings.random());
            surroundings.out().println(setUp.linkFromCommand(wanted));
        }
    }

    private Role wanted() {
        for (Role known : Role.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(role)) {
                return known;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "--role %s: write clerk, reviewer or administrator".formatted(role));
    }
}
