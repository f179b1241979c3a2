//! Owns every method of Slack's that is called, how its arguments travel, and the scopes it needs: the manifest asks
//! for these and no others.

/// How a method takes its arguments: several of those that read take no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    Json,
    Query,
}

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident = $path:literal, $carried:ident, [$($scope:literal),*];)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Method { $($(#[$doc])* $name),+ }

        impl Method {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As Slack names it.
            pub fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }

            pub fn carried(self) -> Carried {
                match self { $(Self::$name => Carried::$carried),+ }
            }

            /// The scopes of a bot's token without which it is refused.
            pub fn scopes(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($scope),*]),+ }
            }
        }
    };
}

methods! {
    /// By the app's token, which has the scope `connections:write` of its own.
    AppsConnectionsOpen = "apps.connections.open", Json, [];
    /// The workspaces of an organisation that let the app into all of them.
    AuthTeamsList = "auth.teams.list", Query, [];
    AuthTest = "auth.test", Json, [];
    ChatPostMessage = "chat.postMessage", Json, ["chat:write"];
    ChatUpdate = "chat.update", Json, ["chat:write"];
    /// Private channels and group messages that the app is in; it asks for no public ones.
    ConversationsInfo = "conversations.info", Query, ["groups:read", "mpim:read"];
    ConversationsMembers = "conversations.members", Query, ["groups:read", "mpim:read"];
    ConversationsOpen = "conversations.open", Json, ["im:write", "mpim:write"];
    /// By the client's id and secret.
    OauthV2Access = "oauth.v2.access", Query, [];
    UsersInfo = "users.info", Query, ["users:read", "users:read.email"];
    UsersList = "users.list", Query, ["users:read", "users:read.email"];
    UsersLookupByEmail = "users.lookupByEmail", Query, ["users:read", "users:read.email"];
    ViewsOpen = "views.open", Json, [];
    ViewsPublish = "views.publish", Json, [];
    ViewsUpdate = "views.update", Json, [];
}
