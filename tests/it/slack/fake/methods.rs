//! The methods about people, channels and messages.

use super::api::Done;
use super::{APP, Channel, Message, Room, Standing, State, User};
use hearken::domain::Moment;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// However many are asked for, a page has no more: so paging is always needed.
const PAGE: usize = 3;

impl State {
    pub(super) fn auth_test(&self, install: &str) -> Done {
        let installed = &self.installs[install];
        let whole = install.starts_with('E');
        Ok(json!({
            "url": format!("https://{}.slack.com/", install.to_ascii_lowercase()), "team": install,
            "team_id": install, "user": "hearken", "user_id": installed.bot, "bot_id": format!("B0{install}"),
            "enterprise_id": whole.then_some(install), "is_enterprise_install": whole,
        }))
    }

    pub(super) fn post_message(&mut self, install: &str, body: &Value, now: Moment) -> Done {
        let channel = match text(body, "channel")? {
            user if user.starts_with('U') => self.direct_for(install, user)?,
            channel => channel.to_owned(),
        };
        let bot = self.installs[install].bot.clone();
        self.reachable(install, &channel)?;
        let room = &self.rooms[&channel];
        if !room.members.contains(&bot) {
            return Err("not_in_channel");
        }
        if room.archived {
            return Err("is_archived");
        }
        if body["text"].as_str().is_none_or(str::is_empty) && body["blocks"].is_null() {
            return Err("no_text");
        }
        let thread = body["thread_ts"].as_str().map(str::to_owned);
        if thread.as_ref().is_some_and(|ts| !room.messages.iter().any(|m| &m.ts == ts)) {
            return Err("thread_not_found");
        }
        let ts = self.stamp(now);
        self.add(Message {
            channel: channel.clone(),
            ts: ts.clone(),
            thread,
            by: bot.clone(),
            body: body.clone(),
        });
        let message = json!({
            "type": "message", "user": bot, "ts": ts, "text": body["text"], "blocks": body["blocks"], "app_id": APP,
        });
        Ok(json!({ "channel": channel, "ts": ts, "message": message }))
    }

    pub(super) fn stamp(&mut self, now: Moment) -> String {
        format!("{}.{:06}", now.timestamp(), self.number())
    }

    pub(super) fn add(&mut self, message: Message) {
        let room = self.rooms.get_mut(&message.channel).unwrap();
        let members: Vec<String> = room.members.iter().cloned().collect();
        room.messages.push(message);
        members.iter().for_each(|member| self.changes_for(member));
    }

    pub(super) fn update_message(&mut self, install: &str, body: &Value) -> Done {
        let (channel, ts) = (text(body, "channel")?.to_owned(), text(body, "ts")?.to_owned());
        // An update takes a channel's id, never a person's.
        self.reachable(install, &channel)?;
        let bot = self.installs[install].bot.clone();
        let room = self.rooms.get_mut(&channel).unwrap();
        if room.archived {
            return Err("is_inactive");
        }
        let members: Vec<String> = room.members.iter().cloned().collect();
        let message = room.messages.iter_mut().find(|m| m.ts == ts).ok_or("message_not_found")?;
        if message.by != bot {
            return Err("cant_update_message");
        }
        message.body = body.clone();
        members.iter().for_each(|member| self.changes_for(member));
        Ok(json!({ "channel": channel, "ts": ts, "text": body["text"] }))
    }

    /// A channel that this token may know of. The app has no scope for public ones.
    fn reachable(&self, install: &str, channel: &str) -> Result<&Room, &'static str> {
        let bot = &self.installs[install].bot;
        let room = self.rooms.get(channel).filter(|room| self.covers(install, &room.team));
        match room {
            Some(room) if room.kind == Channel::Public || room.members.contains(bot) => Ok(room),
            _ => Err("channel_not_found"),
        }
    }

    fn direct_for(&mut self, install: &str, user: &str) -> Result<String, &'static str> {
        let known = self.users.get(user).filter(|known| self.covers(install, &known.team));
        match known {
            Some(known) if known.deleted || known.standing == Standing::Bot => Err("channel_not_found"),
            Some(_) => Ok(self.direct(install, user)),
            None => Err("channel_not_found"),
        }
    }

    pub(super) fn conversation(&self, install: &str, body: &Value) -> Done {
        let room = self.reachable(install, text(body, "channel")?)?;
        if room.kind == Channel::Public {
            return Err("missing_scope");
        }
        Ok(json!({ "channel": self.described(install, room) }))
    }

    fn described(&self, install: &str, room: &Room) -> Value {
        json!({
            "id": room.id, "name": room.name, "is_channel": room.kind == Channel::Public,
            "is_group": room.kind == Channel::Private, "is_im": room.kind == Channel::Direct,
            "is_mpim": room.kind == Channel::Group, "is_private": room.kind != Channel::Public,
            "is_archived": room.archived, "is_shared": room.shared, "is_ext_shared": room.shared,
            "is_org_shared": false, "is_pending_ext_shared": false, "context_team_id": room.team,
            "is_member": room.members.contains(&self.installs[install].bot), "created": 1449252889,
        })
    }

    pub(super) fn members(&self, install: &str, body: &Value) -> Done {
        let room = self.reachable(install, text(body, "channel")?)?;
        if room.kind == Channel::Public {
            return Err("missing_scope");
        }
        let all: Vec<Value> = room.members.iter().map(|member| member.as_str().into()).collect();
        paged("members", all, body)
    }

    pub(super) fn open_conversation(&mut self, install: &str, body: &Value) -> Done {
        let users: Vec<String> = text(body, "users")?.split(',').map(|user| user.trim().to_owned()).collect();
        for user in &users {
            let known = self.users.get(user).filter(|known| self.covers(install, &known.team));
            match known {
                None => return Err("user_not_found"),
                Some(known) if known.deleted => return Err("user_disabled"),
                Some(known) if known.standing == Standing::Bot => return Err("cannot_dm_bot"),
                Some(_) => {}
            }
        }
        if let [user] = &users[..] {
            let channel = self.direct_for(install, user)?;
            return Ok(json!({ "channel": { "id": channel } }));
        }
        let bot = self.installs[install].bot.clone();
        let members: BTreeSet<String> = users.into_iter().chain([bot]).collect();
        let there = self.rooms.values().find(|room| room.kind == Channel::Group && room.members == members);
        let id = match there.map(|room| room.id.clone()) {
            Some(id) => id,
            None => {
                let id = format!("G0GROUP{}", self.number());
                let room = Room {
                    id: id.clone(),
                    team: install.to_owned(),
                    name: "mpdm".to_owned(),
                    kind: Channel::Group,
                    members,
                    archived: false,
                    shared: false,
                    messages: Vec::new(),
                };
                self.rooms.insert(id.clone(), room);
                id
            }
        };
        Ok(json!({ "channel": { "id": id } }))
    }

    pub(super) fn profile(&self, user: &User, seen_from: &str) -> Value {
        let guest = user.standing == Standing::Guest;
        let mut profile = json!({
            "id": user.id, "team_id": user.team, "name": user.name.to_lowercase().replace(' ', "."),
            "deleted": user.deleted, "real_name": user.name, "locale": user.locale, "tz": "Europe/London",
            "is_bot": user.standing == Standing::Bot, "is_app_user": false, "is_restricted": guest,
            "is_ultra_restricted": false, "is_stranger": user.team != seen_from && !seen_from.starts_with('E'),
            "profile": {
                "real_name": user.name, "display_name": "", "team": user.team,
                "email": user.email,
            },
            "is_email_confirmed": true,
        });
        if let Some(enterprise) = self.teams.get(&user.team).and_then(|team| team.enterprise.as_ref()) {
            profile["enterprise_user"] = json!({
                "id": user.id, "enterprise_id": enterprise, "enterprise_name": "The trust", "teams": [user.team],
            });
        }
        profile
    }

    /// Whether somebody is in a channel with the app: of another organisation, where it is shared.
    pub(super) fn are_together(&self, install: &str, user: &str) -> bool {
        let bot = &self.installs[install].bot;
        self.rooms.values().any(|room| room.members.contains(bot) && room.members.contains(user))
    }

    pub(super) fn user_info(&self, install: &str, body: &Value) -> Done {
        let user = self.users.get(text(body, "user")?).ok_or("user_not_found")?;
        if !self.covers(install, &user.team) && !self.are_together(install, &user.id) {
            return Err("user_not_found");
        }
        Ok(json!({ "user": self.profile(user, install) }))
    }

    pub(super) fn user_list(&self, install: &str, body: &Value) -> Done {
        let here = self.users.values().filter(|user| self.covers(install, &user.team));
        paged("members", here.map(|user| self.profile(user, install)).collect(), body)
    }

    pub(super) fn user_by_email(&self, install: &str, body: &Value) -> Done {
        let email = text(body, "email")?;
        let here = self.users.values().filter(|user| self.covers(install, &user.team) && !user.deleted);
        let mut found =
            here.map(|user| self.profile(user, install)).filter(|p| p["profile"]["email"] == email);
        Ok(json!({ "user": found.next().ok_or("users_not_found")? }))
    }
}

pub(super) fn text<'b>(body: &'b Value, key: &str) -> Result<&'b str, &'static str> {
    body[key].as_str().filter(|text| !text.is_empty()).ok_or("invalid_arguments")
}

/// One page of a list, and where the next begins.
fn paged(name: &str, all: Vec<Value>, body: &Value) -> Done {
    let number =
        |key: &str| body[key].as_str().map(str::to_owned).or_else(|| Some(body[key].as_u64()?.to_string()));
    let asked = number("limit").and_then(|limit| limit.parse().ok()).unwrap_or(PAGE);
    let from = match body["cursor"].as_str().filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => {
            cursor.strip_prefix("bmV4dDo=").and_then(|n| n.parse().ok()).ok_or("invalid_cursor")?
        }
        None => 0,
    };
    let to = (from + PAGE.min(asked)).min(all.len());
    let next = if to < all.len() { format!("bmV4dDo={to}") } else { String::new() };
    let page = all.get(from..to).unwrap_or_default();
    let mut answer = json!({ "response_metadata": { "next_cursor": next } });
    answer[name] = page.into();
    Ok(answer)
}
