package dev.tidewire.processing.store;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.SecurePostgres;
import dev.tidewire.local.tls.Leaf;
import java.nio.file.Files;

/** One thing between the service and the database that is wrong, and what the service says. */
enum SecurityFault {
  ANOTHER_AUTHORITY("is not signed by a CA that we trust") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.present("another", RIGHT);
    }
  },
  ANOTHER_HOST("is for another host") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.present("ca", Leaf.local("elsewhere").at("dns:elsewhere.example.com"));
    }
  },
  EXPIRED("has expired") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.present("ca", Leaf.local("expired").expired());
    }
  },
  NO_TLS("the database offers no TLS") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.offerTls(false);
    }

    @Override
    void end(SecurePostgres postgres) throws Exception {
      postgres.offerTls(true);
    }
  },
  NO_FILE("cannot be read") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      Files.delete(postgres.trusted());
    }

    @Override
    void end(SecurePostgres postgres) throws Exception {
      postgres.trust("ca");
    }
  },
  PASSWORD("the database does not let our user in: set quarkus.datasource.username") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      password(postgres, "another");
    }

    @Override
    void end(SecurePostgres postgres) throws Exception {
      password(postgres, DatabaseUsers.WRITER);
    }
  },
  USER("the database does not let our user in: it may not exist") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.execute("ALTER ROLE %s NOLOGIN".formatted(DatabaseUsers.WRITER));
    }

    @Override
    void end(SecurePostgres postgres) throws Exception {
      postgres.execute("ALTER ROLE %s LOGIN".formatted(DatabaseUsers.WRITER));
    }
  },
  RIGHT_OF_THE_ROLE("our user lacks a permission") {
    @Override
    void begin(SecurePostgres postgres) throws Exception {
      postgres.execute("REVOKE INSERT ON block FROM tidewire_write");
    }

    @Override
    void end(SecurePostgres postgres) throws Exception {
      postgres.execute("GRANT INSERT ON block TO tidewire_write");
    }
  };

  static final Leaf RIGHT = Leaf.local("postgres");

  private final String words;

  SecurityFault(String words) {
    this.words = words;
  }

  abstract void begin(SecurePostgres postgres) throws Exception;

  /** Mends the certificate, unless something else was wrong. */
  void end(SecurePostgres postgres) throws Exception {
    postgres.present("ca", RIGHT);
  }

  String words() {
    return words;
  }

  private static void password(SecurePostgres postgres, String password) throws Exception {
    postgres.execute("ALTER ROLE %s PASSWORD '%s'".formatted(DatabaseUsers.WRITER, password));
  }
}
