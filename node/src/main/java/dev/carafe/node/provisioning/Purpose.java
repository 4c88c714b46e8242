package dev.carafe.node.provisioning;

/// What a document of user data is for.
sealed interface Purpose {

  void give(UserDataDocument document, Unpacking unpacking);

  record Settings() implements Purpose {
    @Override
    public void give(UserDataDocument document, Unpacking unpacking) {
      unpacking.takeSettings(document);
    }
  }

  record Network() implements Purpose {
    @Override
    public void give(UserDataDocument document, Unpacking unpacking) {
      unpacking.takeNetwork(document);
    }
  }

  /// For another system.
  record Foreign(String what) implements Purpose {
    @Override
    public void give(UserDataDocument document, Unpacking unpacking) {
      unpacking.refuse(document, what);
    }
  }
}
